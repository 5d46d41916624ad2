/** One JSON line of the log as people read it: time, level, message, then the facts. */
export function textLines(line: string): string {
  const { time, level, msg, ...facts } = JSON.parse(line) as {
    time: string;
    level: string;
    msg?: string;
  } & Record<string, unknown>;
  let stack = '';
  const parts = Object.entries(facts).map(([name, value]) => {
    if (isError(value)) {
      stack += `\n    ${String(value.stack ?? '').replaceAll('\n', '\n    ')}`;
      return `${name}=${JSON.stringify(value.message)}`;
    }
    return `${name}=${typeof value === 'string' && !/[\s"=]/.test(value) ? value : JSON.stringify(value)}`;
  });
  const tail = parts.length === 0 ? '' : `  ${parts.join(' ')}`;
  return `${time.slice(11, 23)} ${level.toUpperCase().padEnd(5)} ${msg ?? ''}${tail}${stack}\n`;
}

function isError(value: unknown): value is { message: string; stack?: string } {
  return typeof value === 'object' && value !== null && 'stack' in value && 'message' in value;
}
