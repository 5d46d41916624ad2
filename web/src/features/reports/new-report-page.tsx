import { Button, MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { type Body, read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { usePermission } from '../../app/session.ts';
import { severities } from '../../ui/badge.tsx';
import { FormProblem, fieldProblems } from '../../ui/form-problems.tsx';
import { Link, useGo } from '../../ui/link.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Empty } from '../../ui/state.tsx';
import { sentence } from '../../ui/words.ts';
import { type Format, formats, type Kind, kinds } from './report-words.ts';
import classes from './reports.module.css';

type Request = Body<'createReport'>;
type Severity = NonNullable<Request['severity']>;
const longestDays = 400;

export function NewReportPage() {
  const { allowed, reason } = usePermission('scan');
  return (
    <Page
      title="Make a report"
      state="A document as of now, made once and kept as it was. Leaving the page does not stop it."
      above={<Link href={paths.reports()}>← Reports</Link>}
    >
      {allowed ? <Form /> : <Empty title="Your role may not make reports">{reason}</Empty>}
    </Page>
  );
}

function Form() {
  const go = useGo();
  const [kind, setKind] = useState<Kind>('inventory');
  const [format, setFormat] = useState<Format>('pdf');
  const [days, setDays] = useState<number | string>(30);
  const [recipients, setRecipients] = useState<string[]>([]);
  const [provider, setProvider] = useState<string | null>(null);
  const [resourceType, setResourceType] = useState<string | null>(null);
  const [region, setRegion] = useState('');
  const [severity, setSeverity] = useState<string | null>(null);
  const [jobType, setJobType] = useState<string | null>(null);
  /** Id and version: neither has a blank. */
  const [framework, setFramework] = useState<string | null>(null);
  const team = useQuery(read('getTeam'));
  const providers = useQuery(read('listProviders'));
  const types = useQuery(read('getResourceFacets', {}));
  const jobTypes = useQuery(read('listJobTypes'));
  const frameworks = useQuery(read('listFrameworks', {}));
  const [frameworkId, frameworkVersion] = framework?.split(' ') ?? [];
  const isOfResources = kind === 'inventory' || kind === 'drift';
  const make = useAct('createReport', {
    quietOn: [400, 422],
    refreshes: ['getStatus'],
    after: (answer) => go(paths.reports({ making: answer.execution_id })),
  });
  const problems = fieldProblems(make.error);
  const strangers = Object.entries(problems).find(([name]) => name.startsWith('recipients'))?.[1];
  const submit = () =>
    make.mutate({
      body: {
        kind,
        format,
        period_days: Number(days),
        recipients,
        ...(isOfResources && provider !== null ? { provider_id: Number(provider) } : {}),
        ...(isOfResources && resourceType !== null ? { resource_type: resourceType } : {}),
        ...(kind === 'inventory' && region.trim() !== '' ? { region: region.trim() } : {}),
        ...(kind === 'drift' && severity !== null ? { severity: severity as Severity } : {}),
        ...(kind === 'job_activity' && jobType !== null ? { job_type: jobType } : {}),
        ...(kind === 'compliance_assessment' && frameworkId !== undefined
          ? { framework_id: frameworkId, framework_version: frameworkVersion }
          : {}),
      },
    });
  const chosen = kinds.find(({ value }) => value === kind);
  return (
    <Section title="What it tells of">
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <div className={classes.pair}>
          <Select
            label="Kind"
            description={chosen?.words}
            data={kinds.map(({ value, label }) => ({ value, label }))}
            value={kind}
            allowDeselect={false}
            error={problems.kind}
            onChange={(value) => setKind((value ?? kind) as Kind)}
          />
          <Select
            label="Format"
            description={formats.find(({ value }) => value === format)?.words}
            data={formats.map(({ value, label }) => ({ value, label }))}
            value={format}
            allowDeselect={false}
            error={problems.format}
            onChange={(value) => setFormat((value ?? format) as Format)}
          />
        </div>
        {kind === 'compliance_assessment' ? (
          <Select
            label="Framework"
            description="Its newest assessment is told of."
            placeholder="One that was assessed"
            data={(frameworks.data?.data ?? [])
              .filter(({ latest }) => latest !== null)
              .map(({ id, version, title }) => ({ value: `${id} ${version}`, label: `${title} ${version}` }))}
            value={framework}
            error={problems.framework_id ?? problems.framework_version}
            onChange={setFramework}
          />
        ) : (
          <NumberInput
            label="Days of the period"
            description="Changes and runs of that many days before now are told of."
            min={1}
            max={longestDays}
            allowDecimal={false}
            value={days}
            error={problems.period_days}
            onChange={setDays}
          />
        )}
        <MultiSelect
          label="Recipients"
          description="Members, who find it under Reports after they have signed in. None is fine too."
          data={(team.data?.members ?? []).map(({ email, name }) => ({
            value: email,
            label: name === '' ? email : `${name}, ${email}`,
          }))}
          searchable
          maxValues={50}
          value={recipients}
          error={strangers}
          onChange={setRecipients}
        />
        {kind === 'job_activity' ? (
          <Select
            label="Only this type of job"
            placeholder="All"
            clearable
            clearButtonProps={{ 'aria-label': 'All types of jobs' }}
            data={(jobTypes.data?.data ?? []).map(({ type, title }) => ({ value: type, label: title }))}
            value={jobType}
            error={problems.job_type}
            onChange={setJobType}
          />
        ) : null}
        {isOfResources ? (
          <div className={classes.pair}>
            <Select
              label="Only this account"
              placeholder="All"
              clearable
              clearButtonProps={{ 'aria-label': 'All accounts' }}
              data={(providers.data?.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
              value={provider}
              error={problems.provider_id}
              onChange={setProvider}
            />
            <Select
              label="Only this type of resource"
              placeholder="All"
              clearable
              clearButtonProps={{ 'aria-label': 'All types of resources' }}
              searchable
              data={(types.data?.types ?? []).map(({ value, title }) => ({ value, label: title }))}
              value={resourceType}
              error={problems.resource_type}
              onChange={setResourceType}
            />
          </div>
        ) : null}
        {kind === 'inventory' ? (
          <TextInput
            label="Only this region"
            placeholder="All"
            spellCheck={false}
            value={region}
            error={problems.region}
            onChange={(event) => setRegion(event.currentTarget.value)}
          />
        ) : null}
        {kind === 'drift' ? (
          <Select
            label="Only this severity"
            placeholder="All"
            clearable
            clearButtonProps={{ 'aria-label': 'All severities' }}
            data={severities.map((value) => ({ value, label: sentence(value) }))}
            value={severity}
            error={problems.severity}
            onChange={setSeverity}
          />
        ) : null}
        <FormProblem
          error={strangers === undefined ? make.error : null}
          fields={[
            'kind',
            'format',
            'period_days',
            'provider_id',
            'resource_type',
            'region',
            'severity',
            'job_type',
            'framework_id',
            'framework_version',
          ]}
        />
        <div className={classes.buttons}>
          <Button type="submit" loading={make.isPending}>
            Make report
          </Button>
          <Button component={Link} variant="default" href={paths.newJob()}>
            Have it made on a schedule
          </Button>
        </div>
      </form>
    </Section>
  );
}
