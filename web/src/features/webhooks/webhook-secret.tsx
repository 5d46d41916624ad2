import { Tabs } from '@mantine/core';
import { CodeBlock } from '../../ui/code-block.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { SecretOnce } from '../../ui/secret-once.tsx';
import { exact } from '../../ui/words.ts';
import { verificationSnippets } from './webhook-words.ts';

/** The secret of a webhook, shown this once, and how a receiver uses it. */
export function WebhookSecret({
  name,
  secret,
  formerUntil,
  onClose,
}: {
  name: string;
  secret: string;
  /** Until then the former secret signs as well. */
  formerUntil: string | null;
  onClose: () => void;
}) {
  const snippets = verificationSnippets(secret);
  return (
    <Confirm
      opened
      title={`The secret of ${name}`}
      act="I have kept it"
      onClose={onClose}
      onConfirm={onClose}
    >
      <p>
        Copy it now: it is stored sealed and cannot be shown again. The receiver checks with it that a message
        is ours and was not changed.
      </p>
      <SecretOnce value={secret} copy="Copy secret" testId="webhook-secret" />
      {formerUntil === null ? null : (
        <p className="dim">
          The former secret signs too until {exact(formerUntil)}, so the receiver can change over at any
          moment before.
        </p>
      )}
      <Tabs defaultValue={snippets[0]?.id ?? 'node'} keepMounted={false}>
        <Tabs.List mb="sm">
          {snippets.map(({ id, title }) => (
            <Tabs.Tab key={id} value={id}>
              {title}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {snippets.map(({ id, title, text }) => (
          <Tabs.Panel key={id} value={id}>
            <CodeBlock title={`Check a message: ${title}`} text={text} copy="Copy snippet" />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Confirm>
  );
}
