import { useState } from 'react';
import classes from './timeline.module.css';

type Shown = { title: string; words: string; x: number; y: number; below: boolean };
export type Tip = { shown: Shown | null; showFor: (target: Element) => void; hide: () => void };

/** One tooltip for all marks: it reads its words from the mark under the pointer or the focus. */
export function useTip(): Tip {
  const [shown, setShown] = useState<Shown | null>(null);
  return {
    shown,
    hide: () => setShown(null),
    showFor: (target) => {
      const mark = target.closest('[data-words]');
      if (mark === null) {
        setShown(null);
        return;
      }
      const box = mark.getBoundingClientRect();
      const below = box.top < 120;
      setShown({
        title: mark.getAttribute('data-title') ?? '',
        words: mark.getAttribute('data-words') ?? '',
        x: Math.min(Math.max(box.left + box.width / 2, 180), window.innerWidth - 180),
        y: below ? box.bottom + 8 : box.top - 8,
        below,
      });
    },
  };
}

/** Read aloud from the label of the mark itself, so this copy is only for the eyes. */
export function TimelineTip({ tip }: { tip: Shown | null }) {
  if (tip === null) return null;
  return (
    <div
      className={classes.tip}
      aria-hidden="true"
      style={{
        left: tip.x,
        top: tip.y,
        transform: `translate(-50%, ${tip.below ? '0' : '-100%'})`,
      }}
    >
      <strong>{tip.title}</strong>
      {tip.words}
    </div>
  );
}
