import { StateBadge, UnknownBadge } from '../../ui/badge.tsx';
import { Link } from '../../ui/link.tsx';
import { count, number } from '../../ui/words.ts';
import {
  type Counted,
  countOf,
  numbersWords,
  type RequirementStatus,
  requirementStatuses,
  statusTitle,
  statusTones,
  statusWords,
} from './compliance-words.ts';
import classes from './status.module.css';

/** A verdict by mark and word. Unknown is striped, everywhere. */
export function Verdict({ status, why }: { status: RequirementStatus | null; why?: string }) {
  if (status === null) return <span className="dim">Not judged yet</span>;
  if (status === 'unknown') return <UnknownBadge why={why ?? statusWords.unknown}>Unknown</UnknownBadge>;
  return (
    <StateBadge tone={statusTones[status]} why={why ?? null}>
      {statusTitle(status)}
    </StateBadge>
  );
}

/** The three numbers, always together. */
export function ThreeNumbers({
  of,
  large = false,
}: {
  of: { passed: number; evaluated: number; total: number };
  large?: boolean;
}) {
  return (
    <dl className={classes.numbers} data-large={large || undefined} aria-label={numbersWords(of)}>
      <div>
        <dt>passed</dt>
        <dd>{number(of.passed)}</dd>
      </div>
      <div>
        <dt>evaluated</dt>
        <dd>{number(of.evaluated)}</dd>
      </div>
      <div>
        <dt>total</dt>
        <dd>{number(of.total)}</dd>
      </div>
    </dl>
  );
}

const order: RequirementStatus[] = [
  'pass',
  'fail',
  'excepted',
  'unknown',
  'manual',
  'attested',
  'not_applicable',
  'not_automated',
];

/** All requirements as one bar: what nobody knows is striped, what nobody judged is empty. */
export function StatusBar({ of }: { of: Counted }) {
  const parts = order.map((status) => ({ status, amount: countOf[status](of) }));
  return (
    <div
      className={classes.bar}
      role="img"
      aria-label={parts
        .filter(({ amount }) => amount > 0)
        .map(({ status, amount }) => `${number(amount)} ${statusTitle(status).toLowerCase()}`)
        .join(', ')}
    >
      {parts.map(({ status, amount }) =>
        amount === 0 ? null : <span key={status} data-status={status} style={{ flexGrow: amount }} />,
      )}
    </div>
  );
}

/** Each number that is not nought, and where its requirements are listed. */
export function StatusLegend({ of, href }: { of: Counted; href: (status: RequirementStatus) => string }) {
  return (
    <ul className={classes.legend}>
      {requirementStatuses.map((status) => {
        const amount = countOf[status](of);
        if (amount === 0 && status !== 'unknown' && status !== 'fail') return null;
        return (
          <li key={status}>
            <Link href={href(status)} title={statusWords[status]}>
              <span className={classes.swatch} data-status={status} aria-hidden="true" />
              {number(amount)} {statusTitle(status).toLowerCase()}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

type Counts = { pass: number; fail: number; unknown: number; not_applicable: number; excepted: number };

/** Resources of a control, in one quiet line; what is nought is left out. */
export function ResourceCounts({ of }: { of: Counts }) {
  const parts = [
    of.fail > 0 ? `${number(of.fail)} failed` : '',
    of.unknown > 0 ? `${number(of.unknown)} unknown` : '',
    of.excepted > 0 ? `${number(of.excepted)} excepted` : '',
    of.pass > 0 ? `${number(of.pass)} passed` : '',
    of.not_applicable > 0 ? `${count(of.not_applicable, 'not applicable', 'not applicable')}` : '',
  ].filter((part) => part !== '');
  return (
    <span className="dim number">{parts.length === 0 ? 'no resource of this type' : parts.join(', ')}</span>
  );
}
