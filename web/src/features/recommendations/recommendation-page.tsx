import { Button, CopyButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { SeverityBadge, StateBadge } from '../../ui/badge.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import layout from '../../ui/layout.module.css';
import { Link } from '../../ui/link.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { DetailBar } from '../../ui/panel.tsx';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { useUrlState } from '../../ui/url-state.ts';
import { count, number, sentence } from '../../ui/words.ts';
import { FixIt } from '../remediation/fix-it.tsx';
import { effortWords } from '../remediation/remediation-words.ts';
import { RecommendationActions } from './recommendation-actions.tsx';
import {
  exposureWords,
  generatorWords,
  type RecommendationDetail,
  savingsWords,
  statusTitle,
  statusTones,
  stepsText,
} from './recommendation-words.ts';
import classes from './recommendations.module.css';
import { listSearch } from './recommendations-page.tsx';

export function RecommendationPage() {
  const { recommendationId } = useParams({ strict: false }) as { recommendationId: string };
  const [search, set] = useUrlState();
  const recommendation = useQuery(read('getRecommendation', { path: { id: Number(recommendationId) } }));
  const bar = (
    <DetailBar
      back={paths.recommendations(listSearch(search))}
      backLabel="Recommendations"
      search={search}
      set={set}
    />
  );
  const found = recommendation.data;
  const [control] = found?.has_automated_fix === true ? found.control_ids : [];
  if (found === undefined) {
    return (
      <Page title={`Recommendation ${recommendationId}`} above={bar}>
        {recommendation.isError ? (
          <ErrorNotice error={recommendation.error} retry={() => void recommendation.refetch()} />
        ) : (
          <>
            <BlockSkeleton height={60} />
            <BlockSkeleton height={280} />
          </>
        )}
      </Page>
    );
  }
  return (
    <Page
      title={found.title}
      above={bar}
      state={
        <>
          Written <RelativeTime at={found.created_at} />, looked over <RelativeTime at={found.updated_at} />
          {found.status_by === null
            ? ''
            : ` · ${statusTitle(found.status).toLowerCase()} by ${found.status_by}`}
          {found.status_note === null ? '' : `: ${found.status_note}`}
        </>
      }
    >
      <div className={layout.row}>
        <SeverityBadge severity={found.priority} />
        <StateBadge tone={statusTones[found.status]}>{statusTitle(found.status)}</StateBadge>
        <span className="dim">{sentence(found.type)}</span>
        {found.resource_id === null ? null : (
          <Link href={paths.resource(found.resource_id)}>{found.resource_name}</Link>
        )}
      </div>
      <RecommendationActions recommendation={found} />
      <Section title="Why">
        <div className={layout.stack}>
          <p className={layout.quote}>{found.description}</p>
          <Facts items={factsOf(found)} />
        </div>
      </Section>
      {found.status === 'pending' && found.resource_count > 1 && control !== undefined ? (
        <FixIt of={{ control_id: control }} />
      ) : null}
      <Steps recommendation={found} />
      <Concerned recommendation={found} />
      <Provenance recommendation={found} />
    </Page>
  );
}

function factsOf(found: RecommendationDetail): [string, ReactNode, 'wide'?][] {
  return [
    ['Better afterwards', found.impact, 'wide'],
    ...(found.risk_reduction === null
      ? []
      : [
          [
            'Risk',
            `${number(found.risk_reduction)} of 100 less; usable ${exposureWords(found.exposure)}`,
          ] as [string, string],
        ]),
    ...(found.savings === null
      ? []
      : [
          ['Saves', `${savingsWords(found.savings)}. ${found.savings.assumption}`, 'wide'] as [
            string,
            string,
            'wide',
          ],
        ]),
    ['Effort', effortWords(found.effort_minutes)],
    [
      'Controls',
      found.control_ids.length === 0 ? (
        'none'
      ) : (
        <span key="c" className={layout.list}>
          {found.control_ids.map((id) => (
            <Link key={id} href={paths.control(id)} className="mono">
              {id}
            </Link>
          ))}
        </span>
      ),
    ],
    [
      'Account',
      <Link key="a" href={paths.provider(found.provider_id)}>
        {found.provider_name}
      </Link>,
    ],
  ];
}

/** In the order of their effect, each with its commands. */
function Steps({ recommendation }: { recommendation: RecommendationDetail }) {
  const { steps, side_effects: effects } = recommendation;
  return (
    <Section
      title="Steps"
      aside={
        <CopyButton value={stepsText(recommendation)} timeout={2000}>
          {({ copied, copy }) => (
            <Button size="compact" variant="default" onClick={copy}>
              {copied ? 'Copied' : 'Copy steps'}
            </Button>
          )}
        </CopyButton>
      }
    >
      <ol className={classes.steps}>
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a recommendation have an order and never move
          <li key={index}>
            <span className={classes.position}>{index + 1}</span>
            <div className={layout.stack}>
              <p>{step.text}</p>
              {step.commands.length === 0 ? null : (
                <CodeBlock title={`Commands of step ${index + 1}`} text={step.commands.join('\n')} />
              )}
            </div>
          </li>
        ))}
      </ol>
      {effects.length === 0 ? null : (
        <div className={layout.note}>
          <strong>What else changes</strong>
          <ul className={layout.list}>
            {effects.map((effect) => (
              <li key={effect}>{effect}</li>
            ))}
          </ul>
        </div>
      )}
    </Section>
  );
}

function Concerned({ recommendation }: { recommendation: RecommendationDetail }) {
  return (
    <Section
      title="What was found"
      padded={false}
      aside={<span className="dim">{count(recommendation.resource_count, 'resource')}</span>}
    >
      <ul className={classes.resources}>
        {recommendation.resources.map((resource) => (
          <li key={resource.resource_id}>
            <span>
              <Link href={paths.resource(resource.resource_id)}>{resource.name}</Link>{' '}
              <span className="dim mono">{resource.region}</span>
            </span>
            <ul className={layout.list}>
              {resource.findings.map((finding) => (
                <li
                  key={`${finding.type} ${finding.id ?? ''} ${finding.control_id ?? finding.attribute ?? ''}`}
                >
                  <SeverityBadge severity={finding.severity} /> {finding.message}{' '}
                  {finding.type === 'drift' && finding.id !== null ? (
                    <Link href={paths.drift(finding.id)}>drift {finding.id}</Link>
                  ) : finding.control_id === null ? null : (
                    <Link href={paths.control(finding.control_id)} className="mono">
                      {finding.control_id}
                    </Link>
                  )}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Who wrote it; of the words of a language model, everything that left the installation and what came back. */
function Provenance({ recommendation }: { recommendation: RecommendationDetail }) {
  const { provenance, references } = recommendation;
  return (
    <Section title="Who wrote this">
      <div className={layout.stack}>
        <p>
          {generatorWords(recommendation)}, rule <span className="mono">{recommendation.rule_id}</span>.
        </p>
        {provenance === null ? null : (
          <Facts
            items={[
              ['Model', `${provenance.advisor}, ${provenance.model}`],
              ['Prompt', provenance.prompt_revision],
              [
                'What left the installation',
                provenance.redaction === 'strict' ? 'with names and ids replaced' : 'as it is, not replaced',
              ],
              ['Tokens', `${number(provenance.input_tokens)} in, ${number(provenance.output_tokens)} out`],
              ['Check of the answer', provenance.validation],
              [
                'Evidence',
                <span key="e" className="mono">
                  {provenance.evidence_sha256.slice(0, 16)}…
                </span>,
              ],
            ]}
          />
        )}
        {references.length === 0 ? null : (
          <ul className={layout.list} aria-label="References">
            {references.map((reference) => (
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
  );
}
