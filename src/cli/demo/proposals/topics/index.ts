import { cityTopics } from './city.ts'
import { economyTopics } from './economy.ts'
import { peopleTopics } from './people.ts'
import type { Topic } from './topic.ts'

export type { Topic } from './topic.ts'

export const topics: readonly Topic[] = [...peopleTopics, ...cityTopics, ...economyTopics]
