import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { usePermission } from '../../app/session.ts';
import { ActButton, LookOnly, OnlyWith } from '../../ui/act-button.tsx';
import { StateBadge } from '../../ui/badge.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { List } from '../../ui/list.tsx';
import { Section } from '../../ui/page.tsx';
import { Empty } from '../../ui/state.tsx';
import { type Rule, ruleWords, timingWords, touched } from './notification-words.ts';
import { RuleForm } from './rule-form.tsx';

/** Which events go to which channel, and when. */
export function RulesPart() {
  const rules = useQuery(read('listNotificationRules'));
  const channels = useQuery(read('listNotificationChannels'));
  const [editing, setEditing] = useState<Rule | 'new' | null>(null);
  const [leaving, setLeaving] = useState<Rule | null>(null);
  const remove = useAct('deleteNotificationRule', {
    refreshes: touched,
    done: () => 'The rule is deleted.',
    after: () => setLeaving(null),
  });
  const { allowed } = usePermission('manage_settings');
  const none = channels.data !== undefined && channels.data.data.length === 0;
  return (
    <>
      <LookOnly permission="manage_settings" />
      <Section
        title="Routing rules"
        padded={false}
        aside={
          <OnlyWith permission="manage_settings">
            <ActButton
              permission="manage_settings"
              blocked={none ? 'Add a channel first: a rule names where it sends.' : null}
              onClick={() => setEditing('new')}
            >
              New rule
            </ActButton>
          </OnlyWith>
        }
      >
        <List
          framed={false}
          query={rules}
          empty={
            <Empty
              title="There are no rules"
              action={none ? { label: 'Add a channel', href: paths.notifications() } : undefined}
            >
              Everything goes to the default channels. A rule sends what it is about to its own channel
              instead; several rules may fit the same event.
            </Empty>
          }
        >
          {(rows) => (
            <DataTable
              label="Routing rules"
              rows={rows}
              rowKey={({ id }) => id}
              columns={[
                { id: 'name', title: 'Rule', render: (rule) => <strong>{rule.name}</strong> },
                { id: 'about', title: 'About', render: ruleWords },
                { id: 'channel', title: 'Sends to', render: (rule) => rule.channel_name },
                { id: 'when', title: 'When', render: timingWords },
                {
                  id: 'state',
                  title: 'State',
                  width: 110,
                  render: ({ enabled }) => (
                    <StateBadge tone={enabled ? 'good' : 'quiet'}>{enabled ? 'On' : 'Off'}</StateBadge>
                  ),
                },
                ...(allowed
                  ? [
                      {
                        id: 'act',
                        title: 'Act',
                        align: 'right' as const,
                        width: 170,
                        render: (rule: Rule) => (
                          <>
                            <ActButton
                              permission="manage_settings"
                              size="compact"
                              variant="default"
                              mr={6}
                              onClick={() => setEditing(rule)}
                            >
                              Change
                            </ActButton>
                            <ActButton
                              permission="manage_settings"
                              size="compact"
                              variant="default"
                              onClick={() => setLeaving(rule)}
                            >
                              Delete
                            </ActButton>
                          </>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
          )}
        </List>
        {editing === null ? null : (
          <RuleForm
            channels={channels.data?.data ?? []}
            {...(editing === 'new' ? {} : { rule: editing })}
            onClose={() => setEditing(null)}
          />
        )}
        <Confirm
          opened={leaving !== null}
          title={`Delete the rule ${leaving?.name ?? ''}`}
          act="Delete rule"
          danger
          busy={remove.isPending}
          onClose={() => setLeaving(null)}
          onConfirm={() => leaving !== null && remove.mutate({ path: { id: leaving.id } })}
        >
          <p>What it was about goes where other rules send it, or to the default channels.</p>
        </Confirm>
      </Section>
    </>
  );
}
