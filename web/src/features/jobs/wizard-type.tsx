import type { KeyboardEvent } from 'react';
import type { Item } from '../../app/api.ts';
import { Section } from '../../ui/page.tsx';
import { Empty } from '../../ui/state.tsx';
import classes from './wizard.module.css';

export type JobType = Item<'listJobTypes'>;

export function TypeStep({
  types,
  chosen,
  onChoose,
}: {
  types: JobType[];
  chosen: string | null;
  onChoose: (type: string) => void;
}) {
  if (types.length === 0) {
    return <Empty title="There are no types of jobs">This server was built without any.</Empty>;
  }
  const entry = types.some((type) => type.type === chosen) ? chosen : types[0]?.type;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const cards = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=radio]')];
    const place = cards.indexOf(document.activeElement as HTMLElement);
    cards[(place + step + cards.length) % cards.length]?.focus();
  };
  return (
    <Section title="What should happen?">
      <div className={classes.types} role="radiogroup" aria-label="Type" onKeyDown={onKeyDown}>
        {types.map((type) => (
          // biome-ignore lint/a11y/useSemanticElements: a card with several lines of text, which an input cannot hold
          <button
            key={type.type}
            type="button"
            role="radio"
            aria-checked={type.type === chosen}
            tabIndex={type.type === entry ? 0 : -1}
            className={classes.type}
            onClick={() => onChoose(type.type)}
          >
            <strong>{type.title}</strong>
            <span>{type.description}</span>
            {type.acts ? (
              <span className={classes.acts}>Changes connected systems, after an approval</span>
            ) : null}
          </button>
        ))}
      </div>
    </Section>
  );
}
