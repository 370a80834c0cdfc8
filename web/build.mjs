// Bundles the browser and server-side TypeScript into dist/, the directory that Go embeds.
import { build } from "esbuild";

const entries = [
  // goja runs this one: no DOM, no modules, no syntax later than ES2015.
  { in: "shared/chart/ssr.ts", out: "ssr", target: "es2015" },
];

for (const entry of entries) {
  await build({
    entryPoints: [{ in: entry.in, out: entry.out }],
    outdir: "dist",
    bundle: true,
    minify: true,
    format: "iife",
    platform: "neutral",
    mainFields: ["module", "main"],
    target: entry.target,
    charset: "utf8",
    legalComments: "linked",
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "info",
  });
}
