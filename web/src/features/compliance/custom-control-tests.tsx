import { Button, Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import layout from '../../ui/layout.module.css';
import { Section } from '../../ui/page.tsx';
import classes from './compliance.module.css';
import {
  configurationProblem,
  type Draft,
  type Expected,
  newTest,
  type TestDraft,
} from './custom-control-draft.ts';

const expected = [
  { value: 'pass', label: 'Passed' },
  { value: 'fail', label: 'Failed' },
  { value: 'unknown', label: 'Unknown' },
];

/** Cases with the answer that the control must give; it cannot be saved when it answers otherwise. */
export function CustomControlTests({
  draft,
  change,
  problems,
}: {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  problems: [path: string, message: string][];
}) {
  const replace = (key: number, part: Partial<TestDraft>) =>
    change({ tests: draft.tests.map((test) => (test.key === key ? { ...test, ...part } : test)) });
  return (
    <Section
      title="Tests"
      aside={
        <>
          <Button
            size="compact"
            variant="default"
            onClick={() => change({ tests: [...draft.tests, newTest('pass')] })}
          >
            Add one that passes
          </Button>
          <Button
            size="compact"
            variant="default"
            onClick={() => change({ tests: [...draft.tests, newTest('fail')] })}
          >
            Add one that fails
          </Button>
        </>
      }
    >
      {draft.tests.length === 0 ? (
        <p className="dim">
          Without tests nobody notices when a later change turns the answer round. Add one that passes and one
          that fails.
        </p>
      ) : (
        <ul className={layout.stack}>
          {draft.tests.map((test, index) => {
            const wrong = problems
              .filter(([path]) => path.startsWith(`tests.${index}.`))
              .map(([path, message]) => `${path.slice(`tests.${index}.`.length)}: ${message}`);
            return (
              <li key={test.key} className={classes.test}>
                <div className={layout.pair}>
                  <TextInput
                    label="Case"
                    placeholder="Without an owner"
                    maxLength={200}
                    value={test.title}
                    onChange={(event) => replace(test.key, { title: event.currentTarget.value })}
                  />
                  <Select
                    label="Must answer"
                    data={expected}
                    value={test.expect}
                    allowDeselect={false}
                    onChange={(value) => replace(test.key, { expect: (value ?? test.expect) as Expected })}
                  />
                  {draft.resourceTypes.length > 1 ? (
                    <Select
                      label="Resource type"
                      data={draft.resourceTypes}
                      value={test.resourceType}
                      onChange={(resourceType) => replace(test.key, { resourceType })}
                    />
                  ) : null}
                </div>
                <Textarea
                  className={classes.check}
                  label="Configuration"
                  autosize
                  minRows={3}
                  maxRows={14}
                  spellCheck={false}
                  value={test.configuration}
                  error={configurationProblem(test.configuration)}
                  onChange={(event) => replace(test.key, { configuration: event.currentTarget.value })}
                />
                <div className={layout.pair}>
                  <TagsInput
                    label="Tags"
                    placeholder={test.tags.length === 0 ? 'owner=data' : ''}
                    value={test.tags}
                    onChange={(tags) => replace(test.key, { tags })}
                  />
                  <TagsInput
                    label="Unreadable paths"
                    value={test.unreadable}
                    onChange={(unreadable) => replace(test.key, { unreadable })}
                  />
                </div>
                {wrong.length === 0 ? null : (
                  <ul className={layout.problem} role="alert">
                    {wrong.map((message) => (
                      <li key={message}>{message}</li>
                    ))}
                  </ul>
                )}
                <div>
                  <Button
                    size="compact"
                    variant="default"
                    onClick={() => change({ tests: draft.tests.filter(({ key }) => key !== test.key) })}
                  >
                    Remove this case
                  </Button>
                </div>
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
}
