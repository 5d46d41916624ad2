import { AppError } from '../../core/errors.ts';

/** `a,b` as a list; undefined and empty mean no filter. */
export function listOf(value: string | undefined): string[] | undefined {
  const list = value
    ?.split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return list === undefined || list.length === 0 ? undefined : list;
}

/** As `listOf`, refusing what is not one of `allowed` by the name of the parameter. */
export function listOfKnown<Known extends string>(
  name: string,
  value: string | undefined,
  allowed: readonly Known[],
): Known[] | undefined {
  const list = listOf(value);
  const isKnown = (part: string): part is Known => allowed.some((known) => known === part);
  const wrong = list?.find((part) => !isKnown(part));
  if (wrong === undefined) return list?.filter(isKnown);
  throw new AppError('invalid_input', `${name}: ${wrong} is not known`, {
    details: [{ path: name, message: `must be one or more of ${allowed.join(', ')}, separated by commas` }],
  });
}

export function idsOf(name: string, value: string | undefined): number[] | undefined {
  const list = listOf(value)?.map(Number);
  if (list?.every((id) => Number.isSafeInteger(id) && id > 0) ?? true) return list;
  throw new AppError('invalid_input', `${name}: not an id`, {
    details: [{ path: name, message: 'must be one or more numbers, separated by commas' }],
  });
}
