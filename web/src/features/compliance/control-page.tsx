import { Button, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { SeverityBadge, StateBadge } from '../../ui/badge.tsx';
import { Identifier } from '../../ui/identifier.tsx';
import layout from '../../ui/layout.module.css';
import { Link } from '../../ui/link.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { sentence } from '../../ui/words.ts';
import { Recommended } from '../recommendations/recommended.tsx';
import { FixIt } from '../remediation/fix-it.tsx';
import { useResourceTypes } from '../resources/resource-types.ts';
import classes from './compliance.module.css';
import { type ControlDetail, frameworkTitle, unseenWords } from './compliance-words.ts';
import { ControlAdvice } from './control-advice.tsx';
import { ControlExamples } from './control-examples.tsx';
import { ControlResources } from './control-resources.tsx';
import { ExceptionsTable } from './exceptions-table.tsx';
import { RequestException } from './request-exception.tsx';
import requirement from './requirement.module.css';
import { ResourceCounts, Verdict } from './status.tsx';

export function ControlPage() {
  const { controlId } = useParams({ strict: false }) as { controlId: string };
  const control = useQuery(read('getControl', { path: { id: controlId } }));
  if (control.data === undefined) {
    return (
      <Page title={controlId} above={<Link href={paths.controls()}>← Controls</Link>}>
        {control.isError ? (
          <ErrorNotice error={control.error} retry={() => void control.refetch()} />
        ) : (
          <>
            <BlockSkeleton height={80} />
            <BlockSkeleton height={320} />
          </>
        )}
      </Page>
    );
  }
  return <Detail control={control.data} />;
}

function Detail({ control }: { control: ControlDetail }) {
  const [asking, setAsking] = useState(false);
  const typeTitle = useResourceTypes();
  return (
    <Page
      title={control.title}
      above={<Link href={paths.controls()}>← Controls</Link>}
      state={
        <>
          <ResourceCounts of={control.counts} />
          <span className="dim">
            , judged <RelativeTime at={control.judged_at} empty="never" />
          </span>
        </>
      }
      actions={
        <>
          {control.custom ? (
            <Button component={Link} variant="default" href={paths.customControl(control.id)}>
              Edit
            </Button>
          ) : null}
          <ActButton permission="except_compliance" variant="default" onClick={() => setAsking(true)}>
            Request exception
          </ActButton>
        </>
      }
    >
      <div className={layout.row}>
        <Verdict status={control.status} />
        <SeverityBadge severity={control.severity} />
        {control.custom ? <StateBadge tone="quiet">Custom</StateBadge> : null}
        <Identifier value={control.id} length={60} />
      </div>
      {control.unlisted.length === 0 ? null : (
        <div className={layout.note}>
          <strong>Lists that were not read to their end</strong>
          <ul className={classes.unseen}>
            {control.unlisted.map((unseen) => (
              <li key={`${unseen.type} ${unseen.path} ${unseen.region ?? ''} ${unseen.permission ?? ''}`}>
                {unseenWords(unseen)}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className={layout.halves}>
        <Section title="Why it matters">
          <div className={layout.stack}>
            <p className={layout.quote}>{control.risk}</p>
            <Facts
              items={[
                ['Looks at', control.resource_types.map(typeTitle).join(', ')],
                [
                  'Reads beside it',
                  control.reads.length === 0 ? 'nothing else' : control.reads.map(typeTitle).join(', '),
                ],
                ['Category', sentence(control.category)],
                ['Version', String(control.version)],
              ]}
            />
            {control.references.length === 0 ? null : (
              <ul className={layout.list} aria-label="References">
                {control.references.map((reference) => (
                  <li key={reference} style={{ overflowWrap: 'anywhere' }}>
                    <a href={reference} target="_blank" rel="noreferrer">
                      {reference.replace(/^https:\/\//, '')}
                    </a>
                  </li>
                ))}
              </ul>
            )}
          </div>
        </Section>
        <ControlAdvice advice={control.advice} />
      </div>
      {control.custom ? null : (
        <>
          <FixIt of={{ control_id: control.id }} />
          <Recommended about={{ control_id: control.id }} among={{ control_id: control.id }} />
        </>
      )}
      <ControlResources control={control} />
      <Tabs defaultValue="frameworks" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="frameworks">Frameworks</Tabs.Tab>
          <Tabs.Tab value="examples">Examples</Tabs.Tab>
          <Tabs.Tab value="exceptions">Exceptions</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="frameworks">
          <UsedBy control={control} />
        </Tabs.Panel>
        <Tabs.Panel value="examples">
          <ControlExamples control={control} />
        </Tabs.Panel>
        <Tabs.Panel value="exceptions">
          <ExceptionsTable controlId={control.id} />
        </Tabs.Panel>
      </Tabs>
      {asking ? (
        <RequestException controlId={control.id} title={control.title} onClose={() => setAsking(false)} />
      ) : null}
    </Page>
  );
}

/** Which requirements of which framework count on it. */
function UsedBy({ control }: { control: ControlDetail }) {
  const frameworks = useQuery(read('listFrameworks', {}));
  const groups = new Map<string, { id: string; version: string; requirements: string[] }>();
  for (const use of control.frameworks) {
    const key = `${use.framework_id} ${use.version}`;
    const group = groups.get(key) ?? { id: use.framework_id, version: use.version, requirements: [] };
    group.requirements.push(use.requirement_id);
    groups.set(key, group);
  }
  if (groups.size === 0) {
    return (
      <p className="dim">
        {control.without_framework ??
          (control.custom
            ? 'No framework counts on a control that an organisation wrote; it is judged and alerts for itself.'
            : 'No framework counts on it.')}
      </p>
    );
  }
  const known = frameworks.data?.data ?? [];
  return (
    <Section title="Requirements that count on it" padded={false}>
      <ul className={requirement.requirements}>
        {[...groups.values()].map(({ id, version, requirements }) => {
          const framework = known.find((each) => each.id === id && each.version === version);
          return (
            <li key={`${id} ${version}`} className={classes.used}>
              <span>
                <Link href={paths.framework(id, { version, q: control.id })}>
                  {framework === undefined ? `${id} ${version}` : frameworkTitle(framework)}
                </Link>{' '}
                {framework?.enabled === true ? <StateBadge tone="good">Enabled</StateBadge> : null}
              </span>
              <span className="dim">{requirements.join(', ')}</span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
