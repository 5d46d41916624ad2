import { MultiSelect, Select, TagsInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { read } from '../../app/api.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { FormProblem, fieldProblems, useOwnProblems } from '../../ui/form-problems.tsx';
import layout from '../../ui/layout.module.css';
import { count, number } from '../../ui/words.ts';
import { type Framework, touched } from './compliance-words.ts';

/** Version and scope of a framework; the first assessment starts at once. */
export function EnableFramework({
  versions,
  chosen,
  onClose,
  onStarted,
}: {
  /** Every version of one framework, oldest first. */
  versions: Framework[];
  chosen: Framework;
  onClose: () => void;
  onStarted: (executionId: number, version: string) => void;
}) {
  const scope = chosen.enablement;
  const [version, setVersion] = useState(chosen.version);
  const [providerIds, setProviderIds] = useState((scope?.provider_ids ?? []).map(String));
  const [regions, setRegions] = useState(scope?.regions ?? []);
  const [tags, setTags] = useState(
    Object.entries(scope?.tags ?? {}).map(([key, value]) => `${key}=${value}`),
  );
  const providers = useQuery(read('listProviders'));
  const facets = useQuery(read('getResourceFacets', {}));
  const enable = useAct('enableFramework', {
    quietOn: [400, 422],
    refreshes: touched,
    done: (answer) => `${chosen.title} ${answer.version} is assessed now.`,
    after: (answer) => {
      onClose();
      onStarted(answer.execution_id, answer.version);
    },
  });
  const wanted = versions.find((each) => each.version === version) ?? chosen;
  const wrongTag = tags.find((tag) => !/^[^=]+=/.test(tag));
  const own = useOwnProblems({
    tags: wrongTag === undefined ? null : `${wrongTag} must look like key=value.`,
  });
  const problems = { ...fieldProblems(enable.error), ...own.shown };
  const isAgain = wanted.enabled;
  return (
    <Confirm
      opened
      title={isAgain ? `Scope of ${wanted.title} ${wanted.version}` : `Enable ${chosen.title}`}
      act={isAgain ? 'Save and assess' : 'Enable and assess'}
      busy={enable.isPending}
      onClose={onClose}
      onConfirm={() =>
        own.attempt(() =>
          enable.mutate({
            path: { id: chosen.id },
            body: {
              version,
              provider_ids: providerIds.map(Number),
              regions,
              tags: Object.fromEntries(
                tags.map((tag) => [tag.slice(0, tag.indexOf('=')), tag.slice(tag.indexOf('=') + 1)]),
              ),
            },
          }),
        )
      }
    >
      <p className="dim">
        {count(wanted.requirements, 'requirement')}, of which controls judge {number(wanted.automated)}; the
        others wait for a person. Nothing is called in the cloud: what was read already is judged.
      </p>
      {versions.length > 1 ? (
        <Select
          label="Version"
          data={[...versions].reverse().map((each) => ({
            value: each.version,
            label: `${each.version}${each.newest ? ', newest' : ''}${each.enabled ? ', enabled' : ''}`,
          }))}
          value={version}
          allowDeselect={false}
          error={problems.version}
          onChange={(value) => setVersion(value ?? version)}
        />
      ) : null}
      <MultiSelect
        label="Accounts"
        placeholder={providerIds.length === 0 ? 'All, also those that are connected later' : ''}
        data={(providers.data?.data ?? [])
          .filter(({ type }) => wanted.provider === 'all' || type === wanted.provider)
          .map(({ id, name }) => ({ value: String(id), label: name }))}
        value={providerIds}
        error={problems.provider_ids}
        onChange={setProviderIds}
      />
      <MultiSelect
        label="Regions"
        description="What is global belongs to every scope."
        placeholder={regions.length === 0 ? 'All' : ''}
        data={(facets.data?.regions ?? []).map(({ value }) => value).filter((value) => value !== 'global')}
        searchable
        value={regions}
        error={problems.regions}
        onChange={setRegions}
      />
      <TagsInput
        label="Tags"
        description="Only resources that carry all of these are judged. Write key=value and press Enter."
        placeholder={tags.length === 0 ? 'env=production' : ''}
        value={tags}
        error={problems.tags}
        onChange={setTags}
      />
      <div className={layout.stack}>
        <FormProblem error={enable.error} fields={['version', 'provider_ids', 'regions', 'tags']} />
      </div>
    </Confirm>
  );
}
