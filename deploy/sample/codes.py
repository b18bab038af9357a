"""Identity numbers of the sample: well formed, and of series that no authority has issued."""

CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_WEIGHTS = [pow(3, i, 31) for i in range(17)]
ORGANISATION_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def credit_check(first17):
    """Check character of a unified social credit code (统一社会信用代码, GB 32100-2015)."""
    total = sum(CREDIT_ALPHABET.index(c) * w for c, w in zip(first17, CREDIT_WEIGHTS))
    return CREDIT_ALPHABET[(31 - total % 31) % 31]


def organisation_check(first8):
    """Check character of an organisation code (组织机构代码, GB 11714-1997)."""
    total = sum(ORGANISATION_ALPHABET.index(c) * w for c, w in zip(first8, ORGANISATION_WEIGHTS))
    return "0123456789X0"[11 - total % 11]


def credit_code(body, authority, serial):
    """A whole code. Subjects start with NA: real ones of that place start with a digit or MA."""
    subject = "NA" + base31(serial, 6)
    first17 = body + authority + subject + organisation_check(subject)
    return first17 + credit_check(first17)


def registration_number(authority, serial):
    """15 digits of an old individual business (注册号, GS 15-2006; ISO 7064 MOD 11,10)."""
    first14 = f"{authority}6{serial:07d}"
    product = 10
    for digit in first14:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return first14 + str((11 - product) % 10)


def base31(number, width):
    digits = ""
    for _ in range(width):
        number, digit = divmod(number, 31)
        digits = CREDIT_ALPHABET[digit] + digits
    return digits


def change_last(code):
    """The same code with a check character that does not fit."""
    alphabet = CREDIT_ALPHABET if len(code) == 18 else "0123456789"
    return code[:-1] + alphabet[(alphabet.index(code[-1]) + 1) % len(alphabet)]


def full_width(text):
    """Digits as an input method in Chinese mode types them."""
    return "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in text)


assert credit_check("91350100M000100Y4") == "3", "the example published with GB 32100"
