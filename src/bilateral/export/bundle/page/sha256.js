"use strict";
// SHA-256 (FIPS 180-4) for browsers that keep their own from pages opened as a file; WebCrypto is used where it is there.

async function sha256(bytes) {
  const own = globalThis.crypto && globalThis.crypto.subtle;
  const digest = own ? new Uint8Array(await own.digest("SHA-256", bytes)) : sha256ByHand(bytes);
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function sha256ByHand(bytes) {
  const { roots, start } = sha256Constants();
  const padded = new Uint8Array(((bytes.length + 72) >> 6) << 6);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 0x20000000));
  view.setUint32(padded.length - 4, (bytes.length << 3) >>> 0);
  const state = Uint32Array.from(start);
  const words = new Uint32Array(64);
  for (let block = 0; block < padded.length; block += 64) compress(state, words, view, block, roots);
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, i) => digest.setUint32(4 * i, word));
  return new Uint8Array(digest.buffer);
}

function compress(state, words, view, block, roots) {
  const turn = (x, n) => (x >>> n) | (x << (32 - n));
  for (let i = 0; i < 16; i++) words[i] = view.getUint32(block + 4 * i);
  for (let i = 16; i < 64; i++) {
    const [w, v] = [words[i - 15], words[i - 2]];
    const low = turn(w, 7) ^ turn(w, 18) ^ (w >>> 3);
    const high = turn(v, 17) ^ turn(v, 19) ^ (v >>> 10);
    words[i] = words[i - 16] + low + words[i - 7] + high;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const one = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + roots[i] + words[i];
    const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => { state[i] += word; });
}

// The first 32 bits of what follows the point in the cube roots of the first 64 primes, and in the square roots of 8.
function sha256Constants() {
  const bits = (x) => Math.floor((x - Math.floor(x)) * 0x100000000);
  const primes = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((p) => n % p)) primes.push(n);
  return { roots: primes.map((p) => bits(Math.cbrt(p))), start: primes.slice(0, 8).map((p) => bits(Math.sqrt(p))) };
}
