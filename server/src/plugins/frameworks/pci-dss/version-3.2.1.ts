import { defineFramework } from '../../../plugin-kit/define-framework.ts';
import { appendices } from './appendices-of-3.2.1.ts';
import { requirements1To5 } from './requirements-1-to-5-of-3.2.1.ts';
import { requirements6To9 } from './requirements-6-to-9-of-3.2.1.ts';
import { requirements10To12 } from './requirements-10-to-12-of-3.2.1.ts';

export const pciDss321 = defineFramework({
  id: 'pci-dss',
  version: '3.2.1',
  title: 'PCI DSS',
  publisher: 'PCI Security Standards Council',
  provider: 'all',
  description:
    'Security of payment card data, with appendices for hosting providers, early TLS and designated entities. Retired in March 2024.',
  url: 'https://www.pcisecuritystandards.org/document_library/',
  categories: [
    { id: '1', title: 'Firewalls' },
    { id: '2', title: 'Vendor defaults' },
    { id: '3', title: 'Stored card data' },
    { id: '4', title: 'Transmission' },
    { id: '5', title: 'Malware' },
    { id: '6', title: 'Secure systems and applications' },
    { id: '7', title: 'Need to know' },
    { id: '8', title: 'Identification and authentication' },
    { id: '9', title: 'Physical access' },
    { id: '10', title: 'Logging and monitoring' },
    { id: '11', title: 'Testing' },
    { id: '12', title: 'Security policy' },
    { id: 'A1', title: 'Shared hosting providers' },
    { id: 'A2', title: 'Early TLS at terminals' },
    { id: 'A3', title: 'Designated entities' },
  ],
  requirements: [...requirements1To5, ...requirements6To9, ...requirements10To12, ...appendices],
});
