import { describe, expect, it } from 'vitest';
import { coverageOf } from '../../plugin-kit/framework-coverage.ts';
import { controls } from '../controls/controls.generated.ts';
import { declinedChecks } from './declined-checks.ts';
import { frameworkCoverage, frameworksJudgedBy } from './index.ts';

const frameworks = frameworksJudgedBy(controls);
const equivalents = new Set(controls.flatMap((control) => control.equivalents));
const cisAws = frameworks.filter(({ id }) => id === 'cis-aws');

/** Checks that others judge a recommendation by and no control does yet. The list only becomes shorter. */
const holes = new Set<string>([
  'accessanalyzer_enabled',
  'account_maintain_current_contact_details',
  'account_security_contact_information_is_registered',
  'cloudtrail_bucket_requires_mfa_delete',
  'cloudtrail_cloudwatch_logging_enabled',
  'cloudtrail_kms_encryption_enabled',
  'cloudtrail_log_file_validation_enabled',
  'cloudtrail_logs_s3_bucket_access_logging_enabled',
  'cloudtrail_logs_s3_bucket_is_not_publicly_accessible',
  'cloudtrail_s3_dataevents_read_enabled',
  'cloudtrail_s3_dataevents_write_enabled',
  'config_recorder_all_regions_enabled',
  'efs_encryption_at_rest_enabled',
  'iam_avoid_root_usage',
  'iam_aws_attached_policy_no_administrative_privileges',
  'iam_check_saml_providers_sts',
  'iam_customer_attached_policy_no_administrative_privileges',
  'iam_no_expired_server_certificates_stored',
  'iam_no_root_access_key',
  'iam_password_policy_minimum_length_14',
  'iam_password_policy_reuse_24',
  'iam_policy_attached_only_to_group_or_roles',
  'iam_policy_cloudshell_admin_not_attached',
  'iam_root_hardware_mfa_enabled',
  'iam_root_mfa_enabled',
  'iam_rotate_access_key_90_days',
  'iam_support_role_created',
  'iam_user_accesskey_unused',
  'iam_user_console_access_unused',
  'iam_user_mfa_enabled_console_access',
  'iam_user_no_setup_initial_access_key',
  'iam_user_two_active_access_key',
  'macie_is_enabled',
  's3_account_level_public_access_blocks',
  's3_bucket_secure_transport_policy',
  'securityhub_enabled',
  'vpc_peering_routing_tables_with_least_privilege',
]);

describe('what of the CIS benchmark for AWS is judged', () => {
  for (const framework of cisAws) {
    const rows = frameworkCoverage(framework, controls);

    it(`${framework.version}: every recommendation that others automate is automated, or says why not`, () => {
      const open = rows.flatMap(({ uncovered }) => uncovered).filter((check) => !holes.has(check));
      expect(open).toEqual([]);
    });

    it(`${framework.version}: every recommendation has controls or says why a person must look`, () => {
      const bare = rows.filter(({ coverage, uncovered }) =>
        coverage === 'not_automated'
          ? true
          : coverage === 'open' && !uncovered.every((check) => holes.has(check)),
      );
      expect(bare.map(({ requirement }) => requirement.id)).toEqual([]);
    });
  }

  it('gives reasons only for checks that no control takes on', () => {
    expect(Object.keys(declinedChecks).filter((check) => equivalents.has(`prowler:${check}`))).toEqual([]);
  });
});

describe('coverage', () => {
  const facts = {
    checks: { aws: ['one', 'two'] },
    frameworks: { 'f 1': { aws: { a: [0], b: [0, 1], c: [1] } } },
  };
  const requirement = (id: string, more: object) => ({ id, title: id, category: 'x', controls: [], ...more });
  const framework = {
    id: 'f',
    version: '1',
    title: 'F',
    publisher: 'P',
    provider: 'aws' as const,
    description: 'D',
    url: 'https://example.com',
    categories: [{ id: 'x', title: 'X' }],
    requirements: [
      requirement('a', { controls: ['aws-x-y'] }),
      requirement('b', { controls: ['aws-x-y'], manual: 'A part of it needs a person.' }),
      requirement('c', { manual: 'It needs a person.' }),
      requirement('d', { manual: 'It needs a person.' }),
      requirement('e', {}),
    ],
  };
  const told = (declined: Record<string, string>) =>
    coverageOf(framework, framework, facts, new Set(['prowler:one']), declined).map(
      ({ requirement: { id }, coverage, uncovered }) => [id, coverage, uncovered],
    );

  it('tells what controls judge, what people judge, and what others can judge though we do not', () => {
    expect(told({})).toEqual([
      ['a', 'automated', []],
      ['b', 'partly', ['two']],
      ['c', 'open', ['two']],
      ['d', 'manual', []],
      ['e', 'not_automated', []],
    ]);
  });

  it('does not count a check that was declined for a reason', () => {
    expect(told({ two: 'nobody can judge it' })).toContainEqual(['c', 'manual', []]);
  });
});
