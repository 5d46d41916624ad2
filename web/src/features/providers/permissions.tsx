import { Tabs, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Answer, read } from '../../app/api.ts';
import { CodeBlock } from '../../ui/code-block.tsx';
import layout from '../../ui/layout.module.css';
import { Section } from '../../ui/page.tsx';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import { RemediationsPicker } from '../jobs/pickers.tsx';

type Document = Answer<'getAwsRoleTemplate'>;

/** What to grant for changes that were approved: a statement for each kind of change, and one per service for tags. */
export function WritePermissions() {
  const [kinds, setKinds] = useState<string[]>([]);
  const policy = useQuery({
    ...read('getAwsWritePolicy', { query: kinds.length === 0 ? {} : { remediations: kinds.join(',') } }),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  });
  return (
    <Section title="What to grant">
      <div className={layout.stack}>
        <p className="dim">
          For an identity of its own, apart from the one that reads. Each statement is named after the change
          that it is for. AWS limits the size of a policy, so that there may be several.
        </p>
        <RemediationsPicker
          label="Only for these kinds of change"
          description="And for tags, which jobs may add. What is not granted cannot be changed."
          placeholder="All kinds of change"
          required={false}
          error={undefined}
          value={kinds}
          onChange={setKinds}
        />
        {policy.data !== undefined ? (
          <div className={layout.stack}>
            {policy.data.data.map((document) => (
              <Code key={document.file_name} document={document} />
            ))}
          </div>
        ) : policy.isError ? (
          <ErrorNotice error={policy.error} />
        ) : (
          <BlockSkeleton height={200} />
        )}
      </div>
    </Section>
  );
}

/** What to grant: the least that all collectors need, as a policy or as a role to create in one step. */
export function Permissions({ asRole, externalId }: { asRole: boolean; externalId: string }) {
  return (
    <Section title="What to grant">
      <p className="dim" style={{ marginBottom: 12 }}>
        Reading only, and exactly the calls that are made. Without a permission the rest still works; what is
        missing is shown as a gap.
      </p>
      <Tabs defaultValue={asRole ? 'role' : 'policy'} key={String(asRole)} keepMounted={false}>
        <Tabs.List mb="sm">
          {asRole ? <Tabs.Tab value="role">Role as CloudFormation</Tabs.Tab> : null}
          <Tabs.Tab value="policy">Policy</Tabs.Tab>
        </Tabs.List>
        {asRole ? (
          <Tabs.Panel value="role">
            <RoleTemplate externalId={externalId} />
          </Tabs.Panel>
        ) : null}
        <Tabs.Panel value="policy">
          <Policies />
        </Tabs.Panel>
      </Tabs>
    </Section>
  );
}

function RoleTemplate({ externalId }: { externalId: string }) {
  const [account, setAccount] = useState('');
  const [trusted] = useDebouncedValue(/^\d{12}$/.test(account) ? account : '', 300);
  const template = useQuery(
    read('getAwsRoleTemplate', {
      query: {
        ...(externalId === '' ? {} : { external_id: externalId }),
        ...(trusted === '' ? {} : { trusted_account_id: trusted }),
      },
    }),
  );
  return (
    <div className={layout.stack}>
      <TextInput
        label="Account that this server runs in"
        description="12 digits. Only this account may then assume the role; the stack asks for it when it is left out."
        inputMode="numeric"
        value={account}
        error={account !== '' && !/^\d{12}$/.test(account) ? 'must be 12 digits' : undefined}
        onChange={(event) => setAccount(event.currentTarget.value.trim())}
      />
      {externalId === '' ? (
        <p className="dim">
          Make an external id first; the template then holds it, so that nobody else can use the role.
        </p>
      ) : null}
      {template.data !== undefined ? (
        <Code document={template.data} />
      ) : template.isError ? (
        <ErrorNotice error={template.error} />
      ) : (
        <BlockSkeleton height={200} />
      )}
    </div>
  );
}

/** Usually one document; more when one would be longer than AWS allows. */
function Policies() {
  const policy = useQuery({ ...read('getAwsPolicy'), staleTime: Number.POSITIVE_INFINITY });
  if (policy.data === undefined) {
    return policy.isError ? <ErrorNotice error={policy.error} /> : <BlockSkeleton height={200} />;
  }
  return (
    <div className={layout.stack}>
      {policy.data.data.map((document) => (
        <Code key={document.file_name} document={document} />
      ))}
    </div>
  );
}

function Code({ document }: { document: Pick<Document, 'title' | 'file_name'> & { document: unknown } }) {
  return (
    <CodeBlock
      title={document.title}
      text={
        typeof document.document === 'string' ? document.document : JSON.stringify(document.document, null, 2)
      }
      file={{ name: document.file_name, type: 'application/json' }}
    />
  );
}
