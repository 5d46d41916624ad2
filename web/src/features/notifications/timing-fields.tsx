import { Chip, Select, TextInput } from '@mantine/core';
import { useProfile } from '../../app/session.ts';
import { severities } from '../../ui/badge.tsx';
import layout from '../../ui/layout.module.css';
import { sentence } from '../../ui/words.ts';
import { type QuietHours, type Weekday, weekdays } from './notification-words.ts';
import classes from './notifications.module.css';

export type Timing = {
  quiet_hours: QuietHours | null;
  digest: { time: string; time_zone: string } | null;
};
type Mode = 'at_once' | 'quiet' | 'digest';

const modeOf = ({ quiet_hours, digest }: Timing): Mode =>
  digest !== null ? 'digest' : quiet_hours !== null ? 'quiet' : 'at_once';

/** At once, outside of quiet hours, or once a day. */
export function TimingFields({
  timing,
  onChange,
  problems,
}: {
  timing: Timing;
  onChange: (timing: Timing) => void;
  problems: Record<string, string>;
}) {
  const { organization } = useProfile();
  const zone = organization.time_zone;
  const mode = modeOf(timing);
  const choose = (next: Mode) =>
    onChange({
      quiet_hours:
        next === 'quiet'
          ? { from: '22:00', to: '07:00', time_zone: zone, days: [], urgent: 'critical' }
          : null,
      digest: next === 'digest' ? { time: '07:00', time_zone: zone } : null,
    });
  return (
    <>
      <Select
        label="When"
        data={[
          { value: 'at_once', label: 'At once' },
          { value: 'quiet', label: 'At once, except in quiet hours' },
          { value: 'digest', label: 'Once a day, as one summary' },
        ]}
        value={mode}
        allowDeselect={false}
        onChange={(value) => choose((value ?? 'at_once') as Mode)}
      />
      {timing.quiet_hours === null ? null : (
        <QuietFields
          quiet={timing.quiet_hours}
          problems={problems}
          onChange={(quiet_hours) => onChange({ ...timing, quiet_hours })}
        />
      )}
      {timing.digest === null ? null : (
        <TextInput
          type="time"
          label="Summary at"
          description={`Time zone ${timing.digest.time_zone}.`}
          value={timing.digest.time}
          error={problems['digest.time'] ?? problems.digest}
          onChange={(event) =>
            onChange({
              ...timing,
              digest: { time: event.currentTarget.value, time_zone: timing.digest?.time_zone ?? zone },
            })
          }
        />
      )}
    </>
  );
}

function QuietFields({
  quiet,
  problems,
  onChange,
}: {
  quiet: QuietHours;
  problems: Record<string, string>;
  onChange: (quiet: QuietHours) => void;
}) {
  const toggle = (day: Weekday) =>
    onChange({
      ...quiet,
      days: quiet.days.includes(day) ? quiet.days.filter((each) => each !== day) : [...quiet.days, day],
    });
  return (
    <>
      <div className={layout.pair}>
        <TextInput
          type="time"
          label="Quiet from"
          value={quiet.from}
          error={problems['quiet_hours.from']}
          onChange={(event) => onChange({ ...quiet, from: event.currentTarget.value })}
        />
        <TextInput
          type="time"
          label="until"
          description={`Time zone ${quiet.time_zone}.`}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={quiet.to}
          error={problems['quiet_hours.to']}
          onChange={(event) => onChange({ ...quiet, to: event.currentTarget.value })}
        />
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: chips are inputs of their own; a fieldset would frame them */}
      <div role="group" aria-label="Days on which they begin" className={classes.days}>
        {weekdays.map(({ value, label }) => (
          <Chip
            key={value}
            size="xs"
            checked={quiet.days.length === 0 || quiet.days.includes(value)}
            onChange={() =>
              quiet.days.length === 0
                ? onChange({
                    ...quiet,
                    days: weekdays.map((day) => day.value).filter((day) => day !== value),
                  })
                : toggle(value)
            }
          >
            {label}
          </Chip>
        ))}
      </div>
      <Select
        label="Told all the same"
        data={[
          ...severities.map((value) => ({
            value,
            label: value === 'critical' ? 'Critical' : `${sentence(value)} and worse`,
          })),
          { value: '', label: 'Nothing' },
        ]}
        value={quiet.urgent ?? ''}
        allowDeselect={false}
        onChange={(value) =>
          onChange({ ...quiet, urgent: value === '' || value === null ? null : (value as 'high') })
        }
      />
    </>
  );
}
