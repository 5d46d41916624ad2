/** The three numbers always stand together. */
export const numbersOf = ({
  passed,
  evaluated,
  total,
}: {
  passed: number;
  evaluated: number;
  total: number;
}): string => `${passed} / ${evaluated} / ${total}`;

type Counted = {
  passed: number;
  evaluated: number;
  total: number;
  score: number | null;
  failed: number;
  unknown: number;
  excepted: number;
  manual: number;
};

/** Fields that say how an assessment ended, for people. */
export function numberFields(view: Counted): [string, string][] {
  return [
    ['Passed', `${view.passed} of ${view.evaluated} evaluated of ${view.total} requirements`],
    ['Score', view.score === null ? 'nothing was evaluated' : `${Math.floor(view.score * 1000) / 10} %`],
    ['Failed', String(view.failed)],
    ['Unknown', String(view.unknown)],
    ['Accepted', String(view.excepted)],
    ['For people', String(view.manual)],
  ];
}
