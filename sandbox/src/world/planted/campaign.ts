import type { PlantedGroup } from './planted-group.ts';

export const campaign: PlantedGroup = {
  why: 'The campaign site went online in a hurry and by hand, readable for everybody and over plain HTTP.',
  faults: {
    'aws-cloudfront-field-level-encryption': { global: 'campaign.halden.example' },
    'aws-cloudfront-geo-restricted': { global: 'campaign.halden.example' },
    'aws-cloudfront-https-only': { global: 'campaign.halden.example' },
    'aws-cloudfront-origin-failover': { global: 'campaign.halden.example' },
    'aws-cloudfront-origin-traffic-encrypted': { global: 'campaign.halden.example' },
    'aws-cloudfront-post-quantum-tls': { global: 'campaign.halden.example' },
    'aws-cloudfront-waf-attached': { global: 'campaign.halden.example' },
    'aws-route53-zone-queries-logged': { global: 'halden-campaign.example.' },
    'aws-route53-zone-signed': { global: 'halden-campaign.example.' },
    'aws-s3-bucket-access-logged': { 'eu-central-1': 'halden-campaign-microsite' },
    'aws-s3-bucket-encrypted-with-kms': { 'eu-central-1': 'halden-campaign-microsite' },
    'aws-s3-bucket-event-notifications': { 'eu-central-1': 'halden-campaign-microsite' },
    'aws-s3-bucket-lifecycle': { 'eu-central-1': 'halden-campaign-microsite' },
    'aws-s3-bucket-mfa-delete': { 'eu-central-1': 'halden-campaign-microsite' },
    'aws-s3-bucket-no-website': { 'eu-central-1': 'halden-campaign-microsite' },
    'aws-s3-bucket-not-public': { 'eu-central-1': 'halden-campaign-microsite' },
    'aws-s3-bucket-not-shared-outside': { 'eu-central-1': 'halden-campaign-microsite' },
    'aws-s3-bucket-object-lock': { 'eu-central-1': 'halden-campaign-microsite' },
    'aws-s3-bucket-public-access-blocked': { 'eu-central-1': 'halden-campaign-microsite' },
    'aws-s3-bucket-replicated-to-another-region': { 'eu-central-1': 'halden-campaign-microsite' },
    'aws-s3-bucket-tls-only': { 'eu-central-1': 'halden-campaign-microsite' },
    'aws-s3-bucket-versioned': { 'eu-central-1': 'halden-campaign-microsite' },
  },
};
