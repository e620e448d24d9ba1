/* Does the work that a form asks for under pressure, beside the page: PBKDF2 until the key begins as it must. */

const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

async function derive({ salt, cost, keyLength }, password) {
  const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
  const options = { name: "PBKDF2", hash: "SHA-256", salt: bytes(salt), iterations: cost };
  return hex(await crypto.subtle.deriveBits(options, key, keyLength * 8));
}

async function solve(parameters) {
  const nonce = bytes(parameters.nonce);
  const password = new Uint8Array(nonce.length + 4);
  password.set(nonce);
  const counterBytes = new DataView(password.buffer, nonce.length);
  for (let counter = 0; ; counter++) {
    counterBytes.setUint32(0, counter);
    const derivedKey = await derive(parameters, password);
    if (derivedKey.startsWith(parameters.keyPrefix)) return { counter, derivedKey };
  }
}

self.onmessage = async ({ data: challenge }) => {
  self.postMessage({ challenge, solution: await solve(challenge.parameters) });
};
