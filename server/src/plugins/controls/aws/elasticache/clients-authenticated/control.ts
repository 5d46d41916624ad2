import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { elasticacheReplicationGroupType } from '../../../../providers/aws/resources/elasticache_replication_group/schema.ts';

export const control = defineControl({
  id: 'aws-elasticache-clients-authenticated',
  version: 1,
  title: 'ElastiCache replication group asks clients who they are',
  severity: 'medium',
  category: 'identity',
  risk: 'Without users or a password everything that reaches the port reads and deletes the whole cache, from any machine in the network.',
  advice: {
    console:
      'ElastiCache → the cache → Modify → Access control: User group access control list, with users of their own.',
    cli: 'aws elasticache modify-replication-group --replication-group-id NAME --user-group-ids-to-add GROUP --apply-immediately',
    terraform:
      'resource "aws_elasticache_replication_group" "this" {\n  user_group_ids = [aws_elasticache_user_group.this.user_group_id]\n}',
    cloudformation: 'UserGroupIds:\n  - !Ref UserGroup',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html',
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html',
  ],
  resource: elasticacheReplicationGroupType,
  equivalents: ['prowler:elasticache_redis_replication_group_auth_enabled'],
  evaluate(group) {
    const users = group.UserGroupIds ?? [];
    if (users.length > 0) return pass(`Users of the group ${users.join(', ')} sign in.`, 'UserGroupIds');
    if (group.AuthTokenEnabled === true) return pass('Clients need a password.', 'AuthTokenEnabled');
    return fail('Clients need neither user nor password.', 'UserGroupIds', 'AuthTokenEnabled');
  },
});
