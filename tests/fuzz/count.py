"""Holds the number of cases of each operation of one service against what is asked for.

    count.py CASES OPENAPI.json COUNTS.json

An operation has enough distinct inputs where something in it is free to vary: a parameter that is no choice among a few words, or
a body with at least one field. One without, such as `GET /v1/keys`, has as many cases as it has inputs: at least one.
"""

import json
import sys

METHODS = ("get", "post", "put", "patch", "delete")


def resolve(document, schema):
    while "$ref" in schema:
        at = document
        for name in schema["$ref"].removeprefix("#/").split("/"):
            at = at[name]
        schema = at
    return schema


def varies(document, schema):
    """Whether a schema admits more values than one would count."""
    schema = resolve(document, schema)
    several = [varies(document, it) for key in ("oneOf", "anyOf", "allOf") for it in schema.get(key, [])]
    if several:
        return any(several)
    if "enum" in schema or "const" in schema or schema.get("type") in ("boolean", "null"):
        return False
    if schema.get("type") == "object" or "properties" in schema:
        return bool(schema.get("properties")) or "additionalProperties" in schema and schema["additionalProperties"] is not False
    return True


def has_inputs(document, item, operation):
    parameters = [resolve(document, it) for it in item.get("parameters", []) + operation.get("parameters", [])]
    bodies = resolve(document, operation.get("requestBody", {})).get("content", {}).values()
    return any(varies(document, it.get("schema", {})) for it in [*parameters, *bodies])


def main():
    asked = int(sys.argv[1])
    with open(sys.argv[2], encoding="utf-8") as file:
        document = json.load(file)
    with open(sys.argv[3], encoding="utf-8") as file:
        sent = json.load(file)
    free, bound = {}, {}
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                kind = free if has_inputs(document, item, item[method]) else bound
                kind[f"{method.upper()} {path}"] = sent.get(f"{method.upper()} {path}", 0)
    fewest = min(free, key=free.get)
    print(f"{sum(sent.values())} cases, at least {free[fewest]} for each of {len(free)} operations", end="")
    print(f"; {len(bound)} without free inputs, at least {min(bound.values())}" if bound else "")
    few = [f"{name}: {cases}" for name, cases in free.items() if cases < asked]
    few += [f"{name}: {cases}" for name, cases in bound.items() if cases == 0]
    if few:
        sys.exit(f"fewer than {asked} cases: " + ", ".join(few))


if __name__ == "__main__":
    main()
