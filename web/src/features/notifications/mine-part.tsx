import { Button, Select, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { type Answer, read } from '../../app/api.ts';
import { severities } from '../../ui/badge.tsx';
import { FormProblem, fieldProblems } from '../../ui/form-problems.tsx';
import layout from '../../ui/layout.module.css';
import { Section } from '../../ui/page.tsx';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import { sentence } from '../../ui/words.ts';
import { type Timing, TimingFields } from './timing-fields.tsx';

/** What one is told by mail, besides what rules send to channels. Everybody decides for themselves. */
export function MinePart() {
  const mine = useQuery(read('getMyNotifications'));
  return (
    <Section title="What I am told by mail">
      {mine.data !== undefined ? (
        <Form mine={mine.data} />
      ) : mine.isError ? (
        <ErrorNotice error={mine.error} retry={() => void mine.refetch()} />
      ) : (
        <BlockSkeleton height={240} />
      )}
    </Section>
  );
}

function Form({ mine }: { mine: Answer<'getMyNotifications'> }) {
  const [assigned, setAssigned] = useState(mine.assigned);
  const [alerts, setAlerts] = useState<string>(mine.alerts ?? '');
  const [timing, setTiming] = useState<Timing>({ quiet_hours: mine.quiet_hours, digest: mine.digest });
  const save = useAct('updateMyNotifications', {
    quietOn: [400, 422],
    refreshes: ['getMyNotifications'],
    done: () => 'Saved.',
  });
  return (
    <form
      className={layout.form}
      style={{ maxWidth: 560 }}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ body: { assigned, alerts: alerts === '' ? null : (alerts as 'high'), ...timing } });
      }}
    >
      {mine.mail_possible ? (
        <p className="dim">To {mine.email}.</p>
      ) : (
        <div className={layout.note}>
          <strong>No mail is sent from here.</strong>
          <p>
            The operator has configured no mail server (SMTP_HOST and SMTP_FROM). What you choose is kept.
          </p>
        </div>
      )}
      <Switch
        label="What waits for me"
        description="Plans that I am asked to decide, and alerts that I look after."
        checked={assigned}
        onChange={(event) => setAssigned(event.currentTarget.checked)}
      />
      <Select
        label="Alerts, whoever looks after them"
        data={[
          { value: '', label: 'None' },
          ...severities.map((value) => ({
            value,
            label: value === 'critical' ? 'Critical' : `${sentence(value)} and worse`,
          })),
        ]}
        value={alerts}
        allowDeselect={false}
        onChange={(value) => setAlerts(value ?? '')}
      />
      <TimingFields timing={timing} onChange={setTiming} problems={fieldProblems(save.error)} />
      <FormProblem
        error={save.error}
        fields={['digest', 'digest.time', 'quiet_hours.from', 'quiet_hours.to']}
      />
      <div>
        <Button type="submit" loading={save.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}
