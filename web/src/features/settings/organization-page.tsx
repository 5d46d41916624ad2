import { Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { type Answer, read } from '../../app/api.ts';
import { usePermission } from '../../app/session.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { FormProblem, fieldProblems } from '../../ui/form-problems.tsx';
import layout from '../../ui/layout.module.css';
import { Section } from '../../ui/page.tsx';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import { EvidenceRetention } from './evidence-retention.tsx';
import classes from './settings.module.css';

export function OrganizationPage() {
  const organization = useQuery(read('getOrganization'));
  if (organization.data === undefined) {
    return organization.isError ? <ErrorNotice error={organization.error} /> : <BlockSkeleton height={180} />;
  }
  return (
    <div className={layout.column}>
      <Form organization={organization.data} />
      <EvidenceRetention />
    </div>
  );
}

function Form({ organization }: { organization: Answer<'getOrganization'> }) {
  const { allowed } = usePermission('manage_organization');
  const [name, setName] = useState(organization.name);
  const [zone, setZone] = useState(organization.time_zone);
  const save = useAct('updateOrganization', {
    quietOn: [400, 422],
    refreshes: ['getOrganization', 'getMe'],
    done: () => 'Saved.',
  });
  const problems = fieldProblems(save.error);
  const same = name.trim() === organization.name && zone === organization.time_zone;
  return (
    <Section title="Organisation">
      <div className={classes.form}>
        <TextInput
          label="Name"
          maxLength={100}
          value={name}
          readOnly={!allowed}
          error={problems.name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label="Time zone"
          description="Schedules of new jobs use it."
          data={Intl.supportedValuesOf('timeZone').concat('UTC')}
          searchable
          limit={60}
          allowDeselect={false}
          readOnly={!allowed}
          value={zone}
          error={problems.time_zone}
          onChange={(value) => setZone(value ?? zone)}
        />
        <FormProblem error={save.error} fields={['name', 'time_zone']} />
        <div>
          <ActButton
            permission="manage_organization"
            loading={save.isPending}
            blocked={same ? 'Nothing is changed.' : null}
            onClick={() => save.mutate({ body: { name: name.trim(), time_zone: zone } })}
          >
            Save organisation
          </ActButton>
        </div>
      </div>
    </Section>
  );
}
