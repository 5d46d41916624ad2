import { Tabs } from '@mantine/core';
import { paths } from '../../app/paths.ts';
import { CodeBlock } from '../../ui/code-block.tsx';
import layout from '../../ui/layout.module.css';
import { Link } from '../../ui/link.tsx';
import { Section } from '../../ui/page.tsx';
import type { RemediationDetail } from './remediation-words.ts';

/** The same change by a person, and what to grant so that it can be done from here. */
export function ByHand({ remediation }: { remediation: RemediationDetail }) {
  const { by_hand: byHand, permissions, provider } = remediation;
  const ways = [
    { id: 'cli', title: 'CLI', text: byHand?.cli.join('\n') ?? '', code: true },
    { id: 'terraform', title: 'Terraform', text: byHand?.terraform ?? '', code: true },
    { id: 'console', title: 'Console', text: byHand?.console ?? '', code: false },
  ].filter(({ text }) => text !== '');
  const [first] = ways;
  return (
    <Section title="By hand">
      <div className={layout.stack}>
        {first === undefined ? (
          <p className="dim">The commands come with the plan.</p>
        ) : (
          <Tabs defaultValue={first.id} keepMounted={false}>
            <Tabs.List mb="sm">
              {ways.map(({ id, title }) => (
                <Tabs.Tab key={id} value={id}>
                  {title}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            {ways.map(({ id, title, text, code }) => (
              <Tabs.Panel key={id} value={id}>
                {code ? (
                  <CodeBlock title={`The same change by ${title}`} text={text} />
                ) : (
                  <p className={layout.quote}>{text}</p>
                )}
              </Tabs.Panel>
            ))}
          </Tabs>
        )}
        <div>
          <p className="dim">
            To do it from here, the identity that may change {provider.name} needs{' '}
            {provider.write_access ? '(it is checked when the plan is applied)' : 'these permissions'}:
          </p>
          <ul className={layout.list} aria-label="Permissions for the change">
            {permissions.write.map((permission) => (
              <li key={permission} className="mono">
                {permission}
              </li>
            ))}
          </ul>
        </div>
        {remediation.permissions_to_add.map((document) => (
          <CodeBlock
            key={document.file_name}
            title={document.title}
            text={document.content}
            copy="Copy policy"
            file={{ name: document.file_name, type: 'application/json' }}
          />
        ))}
        {provider.write_access ? null : (
          <p>
            <Link href={paths.writeAccess(provider.id)}>Allow approved changes in {provider.name}</Link>
          </p>
        )}
      </div>
    </Section>
  );
}
