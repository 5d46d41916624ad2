import * as clack from '@clack/prompts';
import { Interrupted } from './errors.ts';

/** Questions to a person. All are drawn on standard error, so that standard output stays the answer's. */
const output = process.stderr;

function answered<T>(answer: T): Exclude<T, symbol> {
  if (clack.isCancel(answer)) throw new Interrupted('Nothing was changed.');
  return answer as Exclude<T, symbol>;
}

export async function askYes(message: string): Promise<boolean> {
  return answered(await clack.confirm({ message, initialValue: false, output }));
}

export async function ask(
  message: string,
  options: { initial?: string; hint?: string; optional?: boolean } = {},
): Promise<string> {
  const answer = await clack.text({
    message,
    output,
    ...(options.initial === undefined ? {} : { initialValue: options.initial }),
    ...(options.hint === undefined ? {} : { placeholder: options.hint }),
    validate: (value) =>
      options.optional || (value ?? '').trim() !== '' ? undefined : 'Something is needed here.',
  });
  return (answered(answer) ?? '').trim();
}

export async function askSecret(message: string): Promise<string> {
  const validate = (value: string | undefined) =>
    (value ?? '') === '' ? 'Something is needed here.' : undefined;
  return answered(await clack.password({ message, output, validate }));
}

export async function askChoice<T extends string>(
  message: string,
  choices: { value: T; label: string; hint?: string }[],
): Promise<T> {
  const options = choices as Parameters<typeof clack.select<T>>[0]['options'];
  return answered(await clack.select<T>({ message, output, options }));
}
