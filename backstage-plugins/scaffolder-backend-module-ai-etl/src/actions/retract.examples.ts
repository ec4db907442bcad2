import { stringify } from 'yaml';

export const examples = [
  {
    description: 'Leaves nothing behind when a later step failed',
    example: stringify({
      steps: [
        {
          id: 'retract',
          action: 'ai-etl:retract',
          name: 'Leave nothing behind',
          input: { repoUrl: 'gitlab.com?owner=acme&repo=orders-nightly', isFree: true, commitHash: '4b825dc' },
        },
      ],
    }),
  },
];
