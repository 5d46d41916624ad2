import { Radio, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import type { Body } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { useProfile } from '../../app/session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { FormProblem, fieldProblems, useOwnProblems } from '../../ui/form-problems.tsx';
import layout from '../../ui/layout.module.css';
import { useGo } from '../../ui/link.tsx';
import { touched } from './compliance-words.ts';
import { endOfDay, endProblem } from './end-day.ts';

const usualDays = 90;
const dayMs = 86_400_000;

/** Asks that a failure be accepted for a time: of one resource, or of all that fit a pattern. */
export function RequestException({
  controlId,
  title,
  resource,
  onClose,
}: {
  controlId: string;
  title: string;
  resource?: { id: number; name: string };
  onClose: () => void;
}) {
  const profile = useProfile();
  const go = useGo();
  const [scope, setScope] = useState<'resource' | 'pattern'>(resource === undefined ? 'pattern' : 'resource');
  const [pattern, setPattern] = useState('');
  const [tags, setTags] = useState<string[]>([]);
  const [region, setRegion] = useState('');
  const [reason, setReason] = useState('');
  const [owner, setOwner] = useState(profile.name === '' ? profile.email : profile.name);
  const [until, setUntil] = useState(() =>
    new Date(Date.now() + usualDays * dayMs).toISOString().slice(0, 10),
  );
  const request = useAct('requestException', {
    quietOn: [400, 409, 422],
    refreshes: touched,
    done: () => 'Asked. It counts when a colleague has approved it.',
    after: (answer) => {
      onClose();
      go(paths.exception(answer.id));
    },
  });
  const what: Partial<Body<'requestException'>> =
    scope === 'resource' && resource !== undefined
      ? { resource_id: resource.id }
      : {
          ...(pattern.trim() === '' ? {} : { name_pattern: pattern.trim() }),
          ...(region.trim() === '' ? {} : { region: region.trim() }),
          ...(tags.length === 0
            ? {}
            : {
                tags: Object.fromEntries(
                  tags.map((tag) => [tag.slice(0, tag.indexOf('=')), tag.slice(tag.indexOf('=') + 1)]),
                ),
              }),
        };
  const wrongTag = tags.find((tag) => !/^[^=]+=/.test(tag));
  const own = useOwnProblems({
    name_pattern: Object.keys(what).length === 0 ? 'Say what is accepted: a name, tags or a region.' : null,
    tags: wrongTag === undefined ? null : `${wrongTag} must look like key=value.`,
    reason: reason.trim().length < 10 ? 'Say why, in at least 10 characters.' : null,
    owner: owner.trim().length < 2 ? 'Name the person or the team that answers for it.' : null,
    expires_at: endProblem(until, 366),
  });
  const problems = { ...fieldProblems(request.error), ...own.shown };
  return (
    <Confirm
      opened
      title={`Request an exception: ${title}`}
      act="Request exception"
      busy={request.isPending}
      onClose={onClose}
      onConfirm={() =>
        own.attempt(() =>
          request.mutate({
            body: {
              control_id: controlId,
              ...what,
              reason: reason.trim(),
              owner: owner.trim(),
              expires_at: endOfDay(until),
            },
          }),
        )
      }
    >
      <p className="dim">
        What fails now is accepted with exactly the evidence of now: if the evidence changes, it is open
        again. Somebody else has to approve it. It is counted as excepted, never as passed.
      </p>
      {resource === undefined ? null : (
        <Radio.Group
          label="What is accepted"
          value={scope}
          onChange={(value) => setScope(value as 'resource' | 'pattern')}
        >
          <div className={layout.list} style={{ marginTop: 6 }}>
            <Radio value="resource" label={`Only ${resource.name}`} />
            <Radio value="pattern" label="All resources that fit a pattern" />
          </div>
        </Radio.Group>
      )}
      {scope === 'pattern' ? (
        <>
          <div className={layout.pair}>
            <TextInput
              label="Name"
              description="* is any text, ? is one character."
              placeholder="sandbox-*"
              maxLength={200}
              value={pattern}
              error={problems.name_pattern ?? problems.resource_id}
              onChange={(event) => setPattern(event.currentTarget.value)}
            />
            <TextInput
              label="Region"
              description="All when left out."
              placeholder="eu-central-1"
              maxLength={40}
              value={region}
              error={problems.region}
              onChange={(event) => setRegion(event.currentTarget.value)}
            />
          </div>
          <TagsInput
            label="Tags"
            description="All of these must be there. Write key=value and press Enter."
            value={tags}
            error={problems.tags}
            onChange={setTags}
          />
        </>
      ) : null}
      <Textarea
        label="Reason"
        description="Why it is right to accept this for a time; at least 10 characters."
        required
        autosize
        minRows={3}
        maxLength={2000}
        value={reason}
        error={problems.reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className={layout.pair}>
        <TextInput
          label="Owner"
          description="Who answers for it: a person or a team."
          required
          maxLength={200}
          value={owner}
          error={problems.owner}
          onChange={(event) => setOwner(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label="Ends"
          description="Within a year."
          required
          value={until}
          error={problems.expires_at}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
      </div>
      <FormProblem
        error={request.error}
        fields={['resource_id', 'name_pattern', 'region', 'tags', 'reason', 'owner', 'expires_at']}
      />
    </Confirm>
  );
}
