// Bundles the browser and server-side TypeScript into dist/, the directory that Go embeds.
import { readFile, writeFile } from "node:fs/promises";
import { build } from "esbuild";

const entries = [
  // goja runs this one: no DOM, no modules, no syntax later than ES2015.
  { in: "shared/chart/ssr.ts", out: "ssr", format: "iife", platform: "neutral", target: "es2015" },
  // The first is small and loaded with a page that has charts; it imports the second when a visitor turns to one.
  { in: "shared/chart/loader.ts", out: "grafiek", format: "esm", platform: "browser", target: "es2022" },
  { in: "shared/chart/live.ts", out: "echarts", format: "esm", platform: "browser", target: "es2022" },
  { in: "shared/zoek.ts", out: "zoek", format: "esm", platform: "browser", target: "es2022" },
  { in: "shared/kopieer.ts", out: "kopieer", format: "esm", platform: "browser", target: "es2022" },
  { in: "shared/sorteer.ts", out: "sorteer", format: "esm", platform: "browser", target: "es2022" },
  { in: "pages/wijk/vouw.ts", out: "vouw", format: "esm", platform: "browser", target: "es2022" },
  { in: "pages/kaart/kaart.ts", out: "kaart", format: "esm", platform: "browser", target: "es2022" },
  { in: "pages/teken/teken.ts", out: "teken", format: "esm", platform: "browser", target: "es2022" },
  { in: "pages/insluiten/insluiten.ts", out: "insluiten", format: "esm", platform: "browser", target: "es2022" },
  { in: "pages/embed/embed.ts", out: "embed", format: "esm", platform: "browser", target: "es2022" },
  { in: "pages/embed/embedgrafiek.ts", out: "embedgrafiek", format: "esm", platform: "browser", target: "es2022" },
  // A classic script, for pages that are not ours: it finds its own address by document.currentScript.
  { in: "pages/embed/pas.ts", out: "pas", format: "iife", platform: "browser", target: "es2020" },
];

for (const { in: source, out, ...shape } of entries) {
  await build({
    ...shape,
    entryPoints: [{ in: source, out }],
    outdir: "dist",
    bundle: true,
    minify: true,
    mainFields: ["module", "main"],
    charset: "utf8",
    legalComments: "linked",
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "info",
  });
}

// What visitors get of others goes with its licence: https://www.apache.org/licenses/LICENSE-2.0#redistribution
const notices = ["echarts/NOTICE", "echarts/LICENSE", "echarts/licenses/LICENSE-d3", "zrender/LICENSE", "tslib/LICENSE.txt"];
const texts = await Promise.all(notices.map(async (name) => `${name}\n\n${(await readFile(`node_modules/${name}`, "utf8")).trim()}\n`));
await writeFile("dist/licenties.txt", texts.join(`\n${"=".repeat(80)}\n\n`));
