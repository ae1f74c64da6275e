// Asks servers in turn, 16 connections kept alive, and prints answers a second and what went wrong as JSON.
// Standard input: {"rounds": 3, "seconds": 5, "asked": [{"name": "…", "url": "…", "bodies": [{"query": "…", "variables": {}}]}]}
import { readFileSync } from "node:fs";
import autocannon from "autocannon";

const { rounds, seconds, asked } = JSON.parse(readFileSync(0, "utf8"));

async function round({ url, bodies }) {
  const requests = bodies.map((body) => ({
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify(body),
  }));
  const found = await autocannon({ url, requests, connections: 16, duration: seconds, timeout: 60 });
  const wrong = found.errors + found.timeouts + found.non2xx;
  return { perSecond: found["2xx"] / found.duration, wrong };
}

const results = Object.fromEntries(asked.map(({ name }) => [name, []]));
for (const each of asked) await round(each); // to warm up
for (let nth = 0; nth < rounds; nth += 1) {
  for (const each of asked) results[each.name].push(await round(each));
}
console.log(JSON.stringify(results));
