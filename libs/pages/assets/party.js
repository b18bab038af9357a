// A draw party's share: made, kept and read here, in the party's own browser. The server is told the promise alone, and the
// share when the party makes it public. Without WebCrypto the form stays as `suiji party` needs it.
const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const raw = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const LP = (bytes) => { // u32be(length) and the bytes
  const out = new Uint8Array(4 + bytes.length);
  new DataView(out.buffer).setUint32(0, bytes.length);
  out.set(bytes, 4);
  return out;
};
const promise = async (open, party, share) => {
  const text = new TextEncoder();
  const parts = [text.encode("draw/v1/party"), raw(open), text.encode(party), raw(share)].map(LP);
  const whole = new Uint8Array(await new Blob(parts).arrayBuffer());
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", whole)));
};

const form = document.querySelector("form[data-party]");
if (form && globalThis.crypto?.subtle) {
  const { party: act, open, name, draw } = form.dataset;
  const at = (mark) => form.querySelector(`[data-${mark}]`);
  const place = `suiji-share:${draw}:${name}`;
  const kept = () => { try { return localStorage.getItem(place); } catch { return null; } };
  const wrong = (words) => { at("wrong").textContent = words; at("wrong").hidden = !words; };
  const field = form.querySelector(act === "promise" ? "#commitment" : "#share");
  at("plain").hidden = true;
  at("live").hidden = false;
  field.readOnly = true;

  const show = async (share) => {
    field.value = await promise(open, name, share);
    const file = JSON.stringify({ draw, open, party: name, share }, null, 2);
    const link = at("save");
    link.href = URL.createObjectURL(new Blob([file], { type: "application/json" }));
    link.download = `suiji-share-${name}-${draw.slice(-8)}.json`;
    link.hidden = false;
    at("make").disabled = true;
    at("make").textContent = "已生成，存于本浏览器";
  };
  const take = (share) => {
    field.value = share;
    at("found").hidden = !share;
    at("lost").hidden = !!share;
  };
  if (act === "promise") {
    if (kept()) show(kept());
    at("make").addEventListener("click", () => {
      const share = hex(crypto.getRandomValues(new Uint8Array(32)));
      try { localStorage.setItem(place, share); } catch { wrong("本浏览器不能保存随机数，请务必下载备份文件。"); }
      show(share);
    });
  } else {
    take(kept() ?? "");
    at("load").addEventListener("change", async (event) => {
      try {
        const file = JSON.parse(await event.target.files[0].text());
        if (file.draw !== draw || file.party !== name || !/^[0-9a-f]{64}$/.test(file.share)) throw 0;
        wrong("");
        take(file.share);
      } catch { wrong("这不是本次抽取的备份文件。"); }
    });
  }
}
