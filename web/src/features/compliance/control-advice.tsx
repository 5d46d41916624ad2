import { Button, CopyButton, Tabs } from '@mantine/core';
import layout from '../../ui/layout.module.css';
import { Section } from '../../ui/page.tsx';

type Advice = { console: string; cli: string; terraform: string; cloudformation: string };

const ways: { id: keyof Advice; title: string; isCode: boolean }[] = [
  { id: 'console', title: 'Console', isCode: false },
  { id: 'cli', title: 'CLI', isCode: true },
  { id: 'terraform', title: 'Terraform', isCode: true },
  { id: 'cloudformation', title: 'CloudFormation', isCode: true },
];

/** How to repair, by every way that the control knows, with a button to take it along. */
export function ControlAdvice({ advice }: { advice: Advice }) {
  const known = ways.filter(({ id }) => advice[id].trim() !== '');
  const [first] = known;
  return (
    <Section title="How to fix it">
      {first === undefined ? (
        <p className="dim">Nobody wrote down how.</p>
      ) : (
        <Tabs defaultValue={first.id} keepMounted={false}>
          <Tabs.List mb="sm">
            {known.map(({ id, title }) => (
              <Tabs.Tab key={id} value={id}>
                {title}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {known.map(({ id, title, isCode }) => (
            <Tabs.Panel key={id} value={id}>
              <div className={layout.stack}>
                {isCode ? (
                  // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
                  <section className={layout.code} tabIndex={0} aria-label={title}>
                    <pre className={layout.quote}>{advice[id]}</pre>
                  </section>
                ) : (
                  <p className={layout.quote}>{advice[id]}</p>
                )}
                <div>
                  <CopyButton value={advice[id]}>
                    {({ copied, copy }) => (
                      <Button size="compact" variant="default" onClick={copy}>
                        {copied ? 'Copied' : 'Copy'}
                      </Button>
                    )}
                  </CopyButton>
                </div>
              </div>
            </Tabs.Panel>
          ))}
        </Tabs>
      )}
    </Section>
  );
}
