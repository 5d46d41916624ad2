import { Button, CopyButton, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { read } from '../../app/api.ts';
import { Section } from '../../ui/page.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import classes from './providers.module.css';

/** What to grant: the least that all collectors need, as a policy or as a role to create in one step. */
export function Permissions({ asRole, externalId }: { asRole: boolean; externalId: string }) {
  const policy = useQuery({ ...read('getAwsPolicy'), staleTime: Number.POSITIVE_INFINITY });
  const template = useQuery({
    ...read('getAwsRoleTemplate', { query: externalId === '' ? {} : { external_id: externalId } }),
    enabled: asRole,
  });
  const policyText = policy.data === undefined ? undefined : JSON.stringify(policy.data, null, 2);
  return (
    <Section title="What to grant">
      <p className="dim" style={{ marginBottom: 12 }}>
        Reading only, and exactly the calls that are made. Without a permission the rest still works; what is
        missing is shown as a gap.
      </p>
      <Tabs defaultValue={asRole ? 'role' : 'policy'} key={String(asRole)}>
        <Tabs.List mb="sm">
          {asRole ? <Tabs.Tab value="role">Role as CloudFormation</Tabs.Tab> : null}
          <Tabs.Tab value="policy">Policy</Tabs.Tab>
        </Tabs.List>
        {asRole ? (
          <Tabs.Panel value="role">
            {externalId === '' ? (
              <p className="dim" style={{ marginBottom: 8 }}>
                Make an external id first; the template then holds it, so that nobody else can use the role.
              </p>
            ) : null}
            <Code
              text={template.data}
              error={template.error}
              file="infraudit-role.yaml"
              title="Role template"
              type="application/yaml"
            />
          </Tabs.Panel>
        ) : null}
        <Tabs.Panel value="policy">
          <Code
            text={policyText}
            error={policy.error}
            file="infraudit-policy.json"
            title="Least-privilege policy"
            type="application/json"
          />
        </Tabs.Panel>
      </Tabs>
    </Section>
  );
}

function Code({
  text,
  error,
  file,
  title,
  type,
}: {
  text: string | undefined;
  error: unknown;
  file: string;
  title: string;
  type: string;
}) {
  if (text === undefined) {
    return error === null ? <BlockSkeleton height={200} /> : <ErrorNotice error={error} />;
  }
  return (
    <div>
      <div className={classes.codeHead}>
        <span className="mono">{file}</span>
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button size="compact" variant="default" onClick={copy}>
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
        <Button size="compact" variant="default" onClick={() => saveFile(file, text, type)}>
          Download
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <pre className={classes.code} tabIndex={0} aria-label={title}>
        {text}
      </pre>
    </div>
  );
}
