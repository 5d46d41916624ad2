import type { Repository } from '@aws-sdk/client-ecr';
import type { AwsActingSession } from '../../../providers/aws/session/acting-types.ts';

/** The repository as it is now; undefined when it is gone. */
export async function readRepository(
  session: AwsActingSession,
  name: string,
): Promise<Repository | undefined> {
  const answer = await session.ask(
    'ecr',
    'DescribeRepositories',
    { repositoryNames: [name] },
    { gone: ['RepositoryNotFound'] },
  );
  return answer.state === 'value' ? answer.value.repositories?.[0] : undefined;
}
