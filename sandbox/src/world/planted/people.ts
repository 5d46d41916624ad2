import type { PlantedGroup } from './planted-group.ts';

export const people: PlantedGroup = {
  why: 'People and programs keep keys for years, second factors are telephones, and outsiders were let in without conditions.',
  faults: {
    'aws-iam-group-no-administrator-access': { global: 'administrators' },
    'aws-iam-policy-no-whole-services': { global: 'support-tickets' },
    'aws-iam-role-identity-provider-subject': { global: 'github-preview' },
    'aws-iam-role-outsiders-bound': { global: 'vendor-monitoring' },
    'aws-iam-root-hardware-mfa': { global: 'halden-production' },
    'aws-iam-server-certificate-not-expired': { global: 'old-storefront' },
    'aws-iam-user-access-key-rotated': {
      global:
        'chen.wei, jonas.lindqvist, priya.raman, sofia.marino, svc-ci-deploy, svc-legacy-backup, svc-metrics-export, tomas.novak',
    },
    'aws-iam-user-console-mfa': { global: 'sofia.marino' },
    'aws-iam-user-hardware-mfa': {
      global:
        'amelia.hart, chen.wei, david.okafor, jonas.lindqvist, lucy.brandt, priya.raman, sofia.marino, tomas.novak',
    },
    'aws-iam-user-in-a-group': { global: 'svc-ci-deploy, svc-legacy-backup, svc-metrics-export' },
    'aws-iam-user-password-used': { global: 'david.okafor' },
    'aws-iam-user-rights-by-groups': { global: 'svc-ci-deploy, svc-legacy-backup' },
  },
};
