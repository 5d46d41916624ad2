/** Names that people use and that the runtime's own list has under an older spelling. */
const newerNames = [
  'UTC',
  'Africa/Asmara',
  'America/Argentina/Buenos_Aires',
  'America/Atikokan',
  'America/Indiana/Indianapolis',
  'America/Kentucky/Louisville',
  'America/Nuuk',
  'Asia/Ho_Chi_Minh',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Yangon',
  'Atlantic/Faroe',
  'Europe/Kyiv',
  'Pacific/Chuuk',
  'Pacific/Kanton',
  'Pacific/Pohnpei',
];

/** The name that was probably meant: the same city, or the fewest typing mistakes. Null when nothing is near. */
export function nearestZoneName(typed: string): string | null {
  const names = [...newerNames, ...Intl.supportedValuesOf('timeZone')];
  const wanted = plain(typed);
  const sameCity = names.find((name) => plain(cityOf(name)) === plain(cityOf(typed)));
  if (sameCity !== undefined) return sameCity;
  let best: { name: string; distance: number } | null = null;
  for (const name of names) {
    for (const candidate of [plain(name), plain(cityOf(name))]) {
      const distance = mistakes(wanted, candidate);
      const isNear = distance <= Math.min(3, Math.floor(candidate.length / 3));
      if (isNear && (best === null || distance < best.distance)) best = { name, distance };
    }
  }
  return best?.name ?? null;
}

const cityOf = (name: string): string => name.slice(name.lastIndexOf('/') + 1);
const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[\s_-]+/g, '')
    .slice(0, 64);

/** Insertions, deletions and replacements that turn one word into the other. */
function mistakes(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 3) return Number.POSITIVE_INFINITY;
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const above = row;
    row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, replaced));
    }
  }
  return row[b.length] ?? Number.POSITIVE_INFINITY;
}
