import { useQuery } from '@tanstack/react-query';
import { read } from '../../app/api.ts';
import type { Json } from '../../ui/merge-tree.ts';
import { Section } from '../../ui/page.tsx';
import { SideBySide } from '../../ui/side-by-side.tsx';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import { count, exact } from '../../ui/words.ts';
import classes from './baselines-tab.module.css';

/** Two baselines of one resource beside each other; what counts as a difference is the server's word. */
export function Comparison({ older, newer }: { older: number; newer: number }) {
  const comparison = useQuery(read('compareBaselines', { path: { id: older, other_id: newer } }));
  const left = useQuery(read('getBaseline', { path: { id: older } }));
  const right = useQuery(read('getBaseline', { path: { id: newer } }));
  const error = comparison.error ?? left.error ?? right.error;
  if (error !== null) return <ErrorNotice error={error} title="The baselines could not be compared" />;
  if (comparison.data === undefined || left.data === undefined || right.data === undefined) {
    return <BlockSkeleton height={160} />;
  }
  const { diff, folded } = comparison.data;
  return (
    <Section
      title="Comparison"
      aside={
        <span className="dim">{diff.length === 0 ? 'No difference' : count(diff.length, 'difference')}</span>
      }
    >
      <SideBySide
        key={`${older} ${newer}`}
        titles={[
          `Baseline of ${exact(left.data.captured_at)}`,
          `Baseline of ${exact(right.data.captured_at)}`,
        ]}
        before={left.data.configuration as Json}
        after={right.data.configuration as Json}
      />
      {folded.length === 0 ? null : (
        <p className={classes.folded}>
          {count(folded.length, 'difference')} without meaning:{' '}
          {folded.map((fold) => `${fold.path} (${fold.rule})`).join(', ')}
        </p>
      )}
    </Section>
  );
}
