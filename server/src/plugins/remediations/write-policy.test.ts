import { describe, expect, it } from 'vitest';
import { awsProvider } from '../providers/aws/provider.ts';
import { remediations } from './remediations.generated.ts';

type Document = {
  Statement: { Sid: string; Action: string[]; Resource: unknown; Condition?: object }[];
};

const changes = remediations.map(({ id, title, permissions }) => ({
  id,
  title,
  permissions: [...permissions.write, ...permissions.read],
}));
const made = (chosen = changes, tags = true) => awsProvider.writeArtifacts?.(chosen, { tags }) ?? [];
const documentsOf = (artifacts: ReturnType<typeof made>) =>
  artifacts.map(({ content }) => JSON.parse(content) as Document);
const all = made();
const statements = documentsOf(all).flatMap(({ Statement }) => Statement);

describe('the policy for the credentials that write', () => {
  for (const { id, title, permissions } of changes) {
    it(`grants all that ${id} needs, in statements that say so`, () => {
      const said = all.flatMap((artifact) => artifact.statements).filter(({ change }) => change === id);
      expect([...new Set(said.map(({ purpose }) => purpose))]).toEqual([title]);
      const granted = said.flatMap(
        (statement) => statements.find(({ Sid }) => Sid === statement.id)?.Action ?? [],
      );
      expect(granted.toSorted()).toEqual([...new Set(permissions)].sort());
    });
  }

  it('is as many documents as AWS allows in size, each statement once, under a name that AWS accepts', () => {
    expect(all.length).toBeGreaterThan(1);
    for (const document of documentsOf(all))
      expect(JSON.stringify(document).length).toBeLessThanOrEqual(6_144);
    const names = statements.map(({ Sid }) => Sid);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[A-Za-z0-9]+$/);
    expect(new Set(all.map(({ fileName }) => fileName)).size).toBe(all.length);
  });

  it('has no wildcard, and lets a role be handed only to the service that asked for it', () => {
    for (const { Sid, Action, Condition } of statements) {
      for (const action of Action) expect(action).toMatch(/^[a-z0-9-]+:[A-Za-z0-9]+$/);
      if (!Action.includes('iam:PassRole')) continue;
      expect([Sid, Action]).toEqual([Sid, ['iam:PassRole']]);
      expect(Condition).toHaveProperty(['StringEquals', 'iam:PassedToService']);
    }
    expect(statements.some(({ Action }) => Action.includes('iam:PassRole'))).toBe(true);
  });

  it('is about what was chosen and nothing else', () => {
    const one = changes.filter(({ id }) => id === 'aws-s3-block-public-access');
    const [only] = documentsOf(made(one, false));
    expect(only?.Statement.map(({ Sid }) => Sid)).toEqual(['S3BlockPublicAccess']);
    const [tags] = documentsOf(made([], true));
    expect(tags?.Statement.every(({ Sid }) => Sid.startsWith('Tag'))).toBe(true);
    expect(made([], false)).toEqual([]);
  });

  it('refuses a change that hands over a role to nobody knows whom', () => {
    const unsafe = [{ id: 'aws-new', title: 'New', permissions: ['iam:PassRole', 'lambda:CreateFunction'] }];
    expect(() => made(unsafe)).toThrow('to which service');
  });
});
