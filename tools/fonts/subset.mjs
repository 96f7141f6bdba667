// Cuts the workbook's faces down to the letters that its pages can ask for, and
// puts each with its licence into internal/workbook/font. Run it again when a
// language file brings a sign that the Japanese sans does not have yet:
// npm ci && npm run subset
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { fileURLToPath } from 'node:url';
import subset from 'subset-font';

const here = path.dirname(fileURLToPath(import.meta.url));
const library = path.join(here, '../../internal/library/lang');
const out = path.join(here, '../../internal/workbook/font');

const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join('');

// Latin to Extended-B, Vietnamese, Greek, Cyrillic, punctuation, currency.
const latin = [
  range(0x20, 0x7e), range(0xa0, 0x24f), range(0x300, 0x304), range(0x306, 0x30c), range(0x370, 0x3ff), range(0x400, 0x52f),
  range(0x1e00, 0x1eff), range(0x2010, 0x205e), range(0x2070, 0x209c), range(0x20a0, 0x20bf),
  '№™←↑→↓−×÷≈≠≤≥∞½¼¾⅓⅔',
].join('');

// JIS X 0208, by way of EUC-JP.
function japanese() {
  const decoder = new TextDecoder('euc-jp');
  let all = '';
  for (let row = 0xa1; row <= 0xf4; row++) {
    for (let cell = 0xa1; cell <= 0xfe; cell++) {
      const sign = decoder.decode(new Uint8Array([row, cell]));
      if (sign.length && !sign.includes('\ufffd')) all += sign;
    }
  }
  return all;
}

// What the Japanese files of the library say.
function spoken(folder) {
  let all = '';
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const name = path.join(folder, entry.name);
    all += entry.isDirectory() ? spoken(name) : JSON.stringify(JSON.parse(fs.readFileSync(name, 'utf8')));
  }
  return all;
}

const faces = [
  ['serif', 'eb-garamond', '400Regular/EBGaramond_400Regular.ttf', latin],
  ['sans', 'source-sans-3', '400Regular/SourceSans3_400Regular.ttf', latin],
  ['semibold', 'source-sans-3', '600SemiBold/SourceSans3_600SemiBold.ttf', latin],
  ['mincho', 'shippori-mincho', '400Regular/ShipporiMincho_400Regular.ttf', japanese()],
  ['gothic', 'noto-sans-jp', '400Regular/NotoSansJP_400Regular.ttf', spoken(path.join(library, 'ja'))],
];

const lean = {
  targetFormat: 'sfnt', keepFeatures: [], noLayoutClosure: true, noHinting: true,
  dropTables: ['GSUB', 'GPOS', 'GDEF', 'DSIG', 'vhea', 'vmtx', 'BASE', 'STAT', 'gasp', 'fpgm', 'prep', 'cvt ', 'kern'],
};

for (const [name, family, file, signs] of faces) {
  const folder = path.join(here, 'node_modules/@expo-google-fonts', family);
  const sorted = [...new Set(signs)].sort().join('');
  const font = await subset(fs.readFileSync(path.join(folder, file)), sorted, lean);
  const packed = zlib.gzipSync(font, { level: 9 });
  packed[9] = 255; // the same bytes on every system
  fs.writeFileSync(path.join(out, `${name}.ttf.gz`), packed);
  fs.copyFileSync(path.join(folder, 'LICENSE_FONT'), path.join(out, `${family}.LICENSE.txt`));
  console.log(name, [...sorted].length, 'signs', font.length, 'bytes', packed.length, 'packed');
}
