import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { type Answer, read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { usePermission } from '../../app/session.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import layout from '../../ui/layout.module.css';
import { Link, useGo } from '../../ui/link.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { BlockSkeleton, Empty, ErrorNotice } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { count } from '../../ui/words.ts';
import classes from './compliance.module.css';
import { touched } from './compliance-words.ts';
import { type Draft, draftOf, emptyDraft } from './custom-control-draft.ts';
import { CustomControlForm } from './custom-control-form.tsx';

type Saved = Answer<'getCustomControl'>;

const above = <Link href={paths.customControls()}>← Custom controls</Link>;

export function NewCustomControlPage() {
  const { allowed, reason } = usePermission('manage_compliance');
  const go = useGo();
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const create = useAct('createCustomControl', {
    quietOn: [400, 409, 422],
    refreshes: touched,
    done: (answer) => `${answer.title} is saved and judged from the next assessment on.`,
    after: (answer) => go(paths.customControl(answer.id)),
  });
  return (
    <Page
      title="Write a control"
      state="One expression that is true for a good resource. Nothing is saved until you say so."
      above={above}
    >
      {allowed ? (
        <CustomControlForm
          draft={draft}
          setDraft={setDraft}
          isNew
          act="Save control"
          busy={create.isPending}
          error={create.error}
          onSubmit={(body) => create.mutate({ body })}
        />
      ) : (
        <Empty title="Your role may not write controls">{reason}</Empty>
      )}
    </Page>
  );
}

export function CustomControlPage() {
  const { controlId } = useParams({ strict: false }) as { controlId: string };
  const control = useQuery(read('getCustomControl', { path: { id: controlId } }));
  if (control.data === undefined) {
    return (
      <Page title={controlId} above={above}>
        {control.isError ? (
          <ErrorNotice error={control.error} retry={() => void control.refetch()} />
        ) : (
          <BlockSkeleton height={480} />
        )}
      </Page>
    );
  }
  // Another control, or another version of it, begins with a form of its own.
  return <Edit key={`${control.data.id} ${control.data.version}`} saved={control.data} />;
}

function Edit({ saved }: { saved: Saved }) {
  const go = useGo();
  const { allowed } = usePermission('manage_compliance');
  const [draft, setDraft] = useState<Draft>(() => draftOf(saved, saved.enabled));
  const [leaving, setLeaving] = useState(false);
  const path = { id: saved.id };
  const replace = useAct('replaceCustomControl', {
    quietOn: [400, 409, 422],
    refreshes: touched,
    done: (answer) =>
      answer.outcome === 'unchanged'
        ? 'Nothing changed, so there is no new version.'
        : `Version ${answer.version} is saved and judged from the next assessment on.`,
  });
  const remove = useAct('deleteCustomControl', {
    refreshes: ['listCustomControls', 'listControls'],
    done: () => 'The control is deleted; its versions are kept.',
    after: () => go(paths.customControls()),
  });
  return (
    <Page
      title={saved.title}
      tabTitle={`Edit ${saved.title}`}
      above={above}
      state={
        <>
          <span className="mono">{saved.id}</span> · version {saved.version}, saved{' '}
          <RelativeTime at={saved.updated_at} /> by {saved.updated_by}
          {saved.enabled ? '' : ' · switched off'}
        </>
      }
      actions={
        <>
          <Button component={Link} variant="default" href={paths.control(saved.id)}>
            How it stands
          </Button>
          <ActButton permission="manage_compliance" variant="default" onClick={() => setLeaving(true)}>
            Delete
          </ActButton>
        </>
      }
    >
      {saved.problem === null ? null : (
        <div className={layout.note}>
          <strong>It answers unknown for everything.</strong>
          <p>{saved.problem}</p>
        </div>
      )}
      <CustomControlForm
        draft={draft}
        setDraft={setDraft}
        isNew={false}
        readOnly={!allowed}
        act="Save new version"
        busy={replace.isPending}
        error={replace.error}
        onSubmit={(body) => replace.mutate({ path, body })}
      />
      <Versions saved={saved} onTake={(version) => setDraft(draftOf(version, draft.enabled))} />
      <Confirm
        opened={leaving}
        title={`Delete ${saved.title}`}
        act="Delete control"
        danger
        busy={remove.isPending}
        onClose={() => setLeaving(false)}
        onConfirm={() => remove.mutate({ path })}
      >
        <p>
          It is not judged any more, and what it found is closed. Its versions are kept, because earlier
          assessments name them.
        </p>
      </Confirm>
    </Page>
  );
}

function Versions({
  saved,
  onTake,
}: {
  saved: Saved;
  onTake: (version: Answer<'listCustomControlVersions'>['data'][number]) => void;
}) {
  const versions = useQuery(read('listCustomControlVersions', { path: { id: saved.id } }));
  const rows = versions.data?.data ?? [];
  return (
    <Section title="Versions" aside={<span className="dim">{count(rows.length, 'version')}</span>}>
      {versions.data === undefined ? (
        versions.isError ? (
          <ErrorNotice error={versions.error} />
        ) : (
          <BlockSkeleton height={60} />
        )
      ) : (
        <ul className={classes.attestations}>
          {rows.map((version) => (
            <li key={version.version} className={layout.list}>
              <div className={layout.row}>
                <strong>Version {version.version}</strong>
                <span className="dim">
                  <RelativeTime at={version.created_at} /> by {version.created_by}
                </span>
                {version.version === saved.version ? (
                  <span className="dim">in force</span>
                ) : (
                  <Button size="compact" variant="default" onClick={() => onTake(version)}>
                    Put into the form
                  </Button>
                )}
              </div>
              <pre className={layout.quote}>{version.check}</pre>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
