import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { read } from '../../app/api.ts';
import { UnknownBadge } from '../../ui/badge.tsx';
import { ConfigurationTree } from '../../ui/configuration-tree.tsx';
import { Identifier } from '../../ui/identifier.tsx';
import type { Json } from '../../ui/merge-tree.ts';
import { Section } from '../../ui/page.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { useUrlState } from '../../ui/url-state.ts';
import { count, exact } from '../../ui/words.ts';
import classes from './resource-detail.module.css';
import type { Resource } from './resource-detail.tsx';

/** The configuration now or as of a moment, and the versions between which it changed. */
export function ConfigurationTab({ resource }: { resource: Resource }) {
  const [search, set] = useUrlState();
  const at = search.at;
  const past = useQuery({
    ...read('getResourceConfiguration', {
      path: { id: resource.id },
      query: at === undefined ? {} : { at },
    }),
    enabled: at !== undefined,
  });
  const shown = at === undefined ? resource : past.data;
  return (
    <div className={classes.stack}>
      <Section
        title={at === undefined ? 'As last observed' : `As of ${exact(at)}`}
        aside={
          shown === undefined ? null : (
            <>
              <span className="dim">
                Observed <RelativeTime at={shown.observed_at} />
              </span>
              <Button
                size="compact"
                variant="default"
                onClick={() =>
                  saveFile(
                    `${resource.resource_type}-${resource.id}.json`,
                    JSON.stringify(shown.configuration, null, 2),
                    'application/json',
                  )
                }
              >
                Download JSON
              </Button>
            </>
          )
        }
      >
        <div className={classes.moment}>
          <TextInput
            type="datetime-local"
            label="As of"
            step={1}
            value={at === undefined ? '' : localInput(at)}
            onChange={(event) => {
              const value = event.currentTarget.value;
              set({ at: value === '' ? undefined : new Date(value).toISOString() });
            }}
          />
          {at === undefined ? null : (
            <Button variant="default" onClick={() => set({ at: undefined })}>
              Back to now
            </Button>
          )}
        </div>
        {shown !== undefined ? (
          <ConfigurationTree
            key={shown.version_id}
            value={shown.configuration as Record<string, Json>}
            unreadable={shown.unreadable}
          />
        ) : past.isError ? (
          <ErrorNotice error={past.error} title="There is no configuration of that moment" />
        ) : (
          <BlockSkeleton height={200} />
        )}
      </Section>
      <Versions resource={resource} shown={shown?.version_id} open={(instant) => set({ at: instant })} />
    </div>
  );
}

function Versions({
  resource,
  shown,
  open,
}: {
  resource: Resource;
  shown: number | undefined;
  open: (instant: string) => void;
}) {
  const versions = useQuery(
    read('listResourceVersions', { path: { id: resource.id }, query: { per_page: 50 } }),
  );
  if (versions.data === undefined) {
    return versions.isError ? <ErrorNotice error={versions.error} /> : <BlockSkeleton height={80} />;
  }
  const { data, pagination } = versions.data;
  return (
    <Section title="Versions" aside={<span className="dim">{count(pagination.total, 'version')}</span>}>
      <ul className={classes.versions}>
        {data.map((version) => (
          <li key={version.id}>
            <RelativeTime at={version.observed_at} />
            <Identifier value={version.content_hash} length={14} copy={false} />
            {version.unreadable_count > 0 ? (
              <UnknownBadge>{count(version.unreadable_count, 'path')} unread</UnknownBadge>
            ) : null}
            {version.id === shown ? (
              <span className="dim">shown above</span>
            ) : (
              <Button size="compact" variant="default" onClick={() => open(version.observed_at)}>
                Show
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** An instant as the browser's own field for local times writes it. */
function localInput(instant: string): string {
  const date = new Date(instant);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}
