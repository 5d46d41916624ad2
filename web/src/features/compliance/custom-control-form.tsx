import { MultiSelect, Select, Switch, Tabs, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type Body, read } from '../../app/api.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { severities } from '../../ui/badge.tsx';
import { FormProblem, fieldProblems, useOwnProblems } from '../../ui/form-problems.tsx';
import layout from '../../ui/layout.module.css';
import { Section } from '../../ui/page.tsx';
import { sentence } from '../../ui/words.ts';
import classes from './compliance.module.css';
import { controlCategories } from './compliance-words.ts';
import { configurationProblem, type Draft, requestOf, slugOf, ways } from './custom-control-draft.ts';
import { CustomControlTests } from './custom-control-tests.tsx';
import { TryExpression } from './try-expression.tsx';

const wayTitles = {
  console: 'Console',
  cli: 'CLI',
  terraform: 'Terraform',
  cloudformation: 'CloudFormation',
};

/** A control of one's own: the expression with its live answer, and everything that an auditor will ask of it. */
export function CustomControlForm({
  draft,
  setDraft,
  isNew,
  readOnly = false,
  act,
  busy,
  error,
  onSubmit,
}: {
  draft: Draft;
  setDraft: (draft: Draft) => void;
  isNew: boolean;
  readOnly?: boolean;
  act: string;
  busy: boolean;
  error: unknown;
  onSubmit: (body: Body<'createCustomControl'>) => void;
}) {
  const types = useQuery({ ...read('listResourceTypes'), staleTime: Number.POSITIVE_INFINITY });
  const wrongTest = draft.tests.some(
    ({ configuration }) => configurationProblem(configuration) !== undefined,
  );
  const own = useOwnProblems({
    title: draft.title.trim().length < 10 ? 'Name the good state, in at least 10 characters.' : null,
    resource_types: draft.resourceTypes.length === 0 ? 'Choose at least one resource type.' : null,
    check: draft.check.trim() === '' ? 'Write the expression.' : null,
    risk: draft.risk.trim().length < 10 ? 'Say what can happen, in at least 10 characters.' : null,
    tests: wrongTest ? 'A test has a configuration that is not JSON; it is marked there.' : null,
  });
  const found = fieldProblems(error);
  const problems = { ...found, ...own.shown };
  const typeProblem = Object.entries(problems).find(([name]) => name.startsWith('resource_types'))?.[1];
  const testProblems = Object.entries(found).filter(([name]) => name.startsWith('tests'));
  const shownFields = [
    'id',
    'title',
    'check',
    'severity',
    'category',
    'risk',
    ...Object.keys(found).filter((name) => /^(resource_types|tests|advice|references)/.test(name)),
  ];
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const submit = () => own.attempt(() => onSubmit(requestOf(draft)));
  return (
    <form
      className={layout.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <fieldset className={layout.plain} disabled={readOnly}>
        <div className={layout.halves}>
          <div className={layout.column}>
            <Section title="What it judges">
              <div className={layout.form}>
                <TextInput
                  label="Title"
                  description="Names the good state: Buckets have an owner."
                  required
                  maxLength={120}
                  value={draft.title}
                  error={problems.title}
                  onChange={(event) => change({ title: event.currentTarget.value })}
                />
                {isNew ? (
                  <TextInput
                    label="Id"
                    description="Permanent; custom- is put before it."
                    placeholder={slugOf(draft.title)}
                    maxLength={72}
                    value={draft.id}
                    error={problems.id}
                    onChange={(event) => change({ id: event.currentTarget.value })}
                  />
                ) : null}
                <MultiSelect
                  label="Resource types"
                  required
                  searchable
                  maxValues={20}
                  data={(types.data?.data ?? []).map(({ type, title }) => ({ value: type, label: title }))}
                  value={draft.resourceTypes}
                  error={typeProblem}
                  onChange={(resourceTypes) => change({ resourceTypes })}
                />
                <Textarea
                  className={classes.check}
                  label="Expression"
                  description="True for a good resource. Names: configuration, tags, name, region."
                  placeholder={'has(tags.owner) && tags.owner != ""'}
                  required
                  autosize
                  minRows={4}
                  maxRows={16}
                  maxLength={4000}
                  spellCheck={false}
                  value={draft.check}
                  error={
                    problems.check === undefined ? undefined : (
                      <span className={layout.quote}>{problems.check}</span>
                    )
                  }
                  onChange={(event) => change({ check: event.currentTarget.value })}
                />
                <div className={layout.pair}>
                  <Select
                    label="Severity"
                    data={severities.map((value) => ({ value, label: sentence(value) }))}
                    value={draft.severity}
                    allowDeselect={false}
                    error={problems.severity}
                    onChange={(value) => change({ severity: (value ?? draft.severity) as Draft['severity'] })}
                  />
                  <Select
                    label="Category"
                    data={controlCategories.map((value) => ({ value, label: sentence(value) }))}
                    value={draft.category}
                    allowDeselect={false}
                    error={problems.category}
                    onChange={(value) => change({ category: (value ?? draft.category) as Draft['category'] })}
                  />
                </div>
              </div>
            </Section>
            <Section title="Why, and how to fix it">
              <div className={layout.form}>
                <Textarea
                  label="Risk"
                  description="What can happen when it is otherwise."
                  required
                  autosize
                  minRows={3}
                  maxLength={2000}
                  value={draft.risk}
                  error={problems.risk}
                  onChange={(event) => change({ risk: event.currentTarget.value })}
                />
                <Tabs defaultValue="console" keepMounted={false}>
                  <Tabs.List mb="sm">
                    {ways.map((way) => (
                      <Tabs.Tab key={way} value={way}>
                        {wayTitles[way]}
                      </Tabs.Tab>
                    ))}
                  </Tabs.List>
                  {ways.map((way) => (
                    <Tabs.Panel key={way} value={way}>
                      <Textarea
                        aria-label={`How to fix it by ${wayTitles[way]}`}
                        placeholder={`How to fix it by ${wayTitles[way]}`}
                        autosize
                        minRows={3}
                        maxRows={14}
                        maxLength={2000}
                        value={draft.advice[way]}
                        error={problems[`advice.${way}`] ?? problems.advice}
                        onChange={(event) =>
                          change({ advice: { ...draft.advice, [way]: event.currentTarget.value } })
                        }
                      />
                    </Tabs.Panel>
                  ))}
                </Tabs>
                <Textarea
                  label="References"
                  description="One https address per line."
                  autosize
                  minRows={2}
                  value={draft.references}
                  error={Object.entries(problems).find(([name]) => name.startsWith('references'))?.[1]}
                  onChange={(event) => change({ references: event.currentTarget.value })}
                />
              </div>
            </Section>
          </div>
          <div className={layout.column}>
            <TryExpression check={draft.check} resourceTypes={draft.resourceTypes} />
            <CustomControlTests draft={draft} change={change} problems={testProblems} />
          </div>
        </div>
        <FormProblem error={error} fields={shownFields} />
        <div className={layout.row}>
          <ActButton permission="manage_compliance" loading={busy} onClick={submit}>
            {act}
          </ActButton>
          <Switch
            label="Judge it"
            checked={draft.enabled}
            onChange={(event) => change({ enabled: event.currentTarget.checked })}
          />
          {Object.keys(own.shown).length === 0 ? null : (
            <span className={layout.problem} role="alert">
              {own.shown.tests ?? 'Something is missing; it is marked above.'}
            </span>
          )}
        </div>
      </fieldset>
    </form>
  );
}
