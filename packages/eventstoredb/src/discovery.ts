import { createRequire } from 'node:module'
import type * as servicesPart from '@eventstore/db-client/generated/gossip_grpc_pb.js'
import type { MemberInfo } from '@eventstore/db-client/generated/gossip_pb.js'
import type * as sharedPart from '@eventstore/db-client/generated/shared_pb.js'
import type { Words } from '@taizhang/kernel'
import { closeClient, newClient, type Client } from './client.ts'
import { Silence, Undiscovered } from './failure.ts'
import { within } from './waiting.ts'

/** How long nodes have to say who leads. */
const gossipMs = 2500

/** What of an address says where the nodes are. */
interface Seeds {
  /** `host:port` */
  readonly nodes: readonly string[]
  /** The same address with that node alone. */
  readonly only: (node: string) => string
  readonly isCluster: boolean
  /** States of nodes, as gossip numbers them, the one to be preferred first. */
  readonly states: readonly number[]
}

/** States in gossip. */
const [follower, leading, leaderlessReader, earlyReader, reader] = [6, 8, 12, 13, 14]
const preferences: Readonly<Record<string, readonly number[]>> = {
  follower: [follower, leading],
  read_only_replica: [reader, earlyReader, leaderlessReader, leading],
}

function seedsOf(connection: string): Seeds {
  const [, discover, login = '', hosts = '', query = ''] =
    /^esdb(\+discover)?:\/\/([^@/?]*@)?([^/?]+)\/?(\?.*)?$/.exec(connection) ?? []
  const nodes = hosts.split(',').map((host) => (host.includes(':') ? host : `${host}:2113`))
  const preference = /[?&]nodePreference=([^&]*)/i.exec(query)?.[1]?.toLowerCase() ?? 'leader'
  return {
    nodes,
    only: (node) => `esdb://${login}${node}${query}`,
    isCluster: discover !== undefined || nodes.length > 1,
    states: preferences[preference] ?? [leading],
  }
}

/** A node, and what it says of all of them: nothing where it has not answered. */
interface Asked {
  readonly client: Client
  readonly members?: readonly Member[]
  readonly error?: Error
}

interface Member {
  readonly node: string
  readonly state: number
  readonly isAlive: boolean
}

/**
 * A client of the node to talk to: the one that is named, or of several the leader. All are asked at once who leads, and only a node that
 * has answered itself is taken. The client would ask one after the other, take a leader that is frozen, and go on asking after it was
 * closed; so each client that is made here knows one node.
 *
 * @param onHeard called as soon as any node has answered
 */
export async function leader(connection: string, shown: string, onHeard: () => void): Promise<Client> {
  const { nodes, only, isCluster, states } = seedsOf(connection)
  if (!isCluster) return newClient(connection, shown)
  const asked = new Map<string, Asked>()
  const ask = async (node: string): Promise<void> => void asked.set(node, await askNode(only(node), shown))
  let chosen: string | undefined
  try {
    await Promise.all(nodes.map(ask))
    const answers = [...asked.values()].flatMap(({ members }) => (members ? [members] : []))
    if (answers.length === 0) throw nobody([...asked.values()])
    onHeard()
    const node = bestOf(answers, states)
    if (node === undefined) throw new Undiscovered('no node leads', { isThere: true, words: leaderlessWords(answers) })
    if (!asked.has(node)) await ask(node)
    if (!asked.get(node)?.members)
      throw new Undiscovered(`${node} is silent`, { isThere: true, words: silentWords(node) })
    chosen = node
  } finally {
    const rest = [...asked].filter(([node]) => node !== chosen)
    await Promise.all(rest.map(async ([, { client }]) => closeClient(client)))
  }
  return asked.get(chosen)?.client ?? newClient(only(chosen), shown)
}

/** What there is to say of nodes that answer while none of them leads; `undefined` where one does, or none answers. */
export async function leaderless(connection: string, shown: string): Promise<Words | undefined> {
  const { nodes, only } = seedsOf(connection)
  const asked = await Promise.all(nodes.map(async (node) => askNode(only(node), shown)))
  await Promise.all(asked.map(async ({ client }) => closeClient(client)))
  const answers = asked.flatMap(({ members }) => (members ? [members] : []))
  return answers.length === 0 || bestOf(answers, [leading]) !== undefined ? undefined : leaderlessWords(answers)
}

async function askNode(connection: string, shown: string): Promise<Asked> {
  const client = await newClient(connection, shown)
  try {
    return { client, members: await within(gossipMs, gossipOf(client)) }
  } catch (error) {
    return { client, error: error instanceof Error ? error : new Error(String(error)) }
  }
}

async function gossipOf(client: Client): Promise<readonly Member[]> {
  const { GossipClient, Empty } = parts()
  const call = async (grpc: servicesPart.GossipClient): Promise<readonly MemberInfo[]> =>
    new Promise((resolve, reject) => {
      const [metadata, options] = client['callArguments']({}, { deadline: Date.now() + gossipMs })
      grpc.read(new Empty(), metadata, options, (error, info) =>
        error ? reject(error) : resolve(info.getMembersList()),
      )
    })
  const members = await client['execute'](GossipClient, 'gossip', call)
  return members.map((member) => {
    const place = member.getHttpEndPoint()
    return {
      node: `${place?.getAddress()}:${place?.getPort()}`,
      state: member.getState(),
      isAlive: member.getIsAlive(),
    }
  })
}

/** What the client is made of, loaded as it loads them itself. */
function parts() {
  const load = createRequire(import.meta.url)
  const { GossipClient } = load('@eventstore/db-client/generated/gossip_grpc_pb.js') as typeof servicesPart
  const { Empty } = load('@eventstore/db-client/generated/shared_pb.js') as typeof sharedPart
  return { GossipClient, Empty }
}

/** The node in the state that is preferred most which most others say so of: one that was cut off may take itself for the leader still. */
function bestOf(answers: readonly (readonly Member[])[], states: readonly number[]): string | undefined {
  for (const state of states) {
    const votes = new Map<string, number>()
    for (const { node, ...member } of answers.flat())
      if (member.isAlive && member.state === state) votes.set(node, (votes.get(node) ?? 0) + 1)
    const [best] = [...votes].toSorted(([, a], [, b]) => b - a)
    if (best) return best[0]
  }
  return undefined
}

function leaderlessWords(answers: readonly (readonly Member[])[]): Words {
  const nodes = new Map(answers.flat().map(({ node }) => [node, false]))
  for (const { node, isAlive } of answers.flat()) if (isAlive) nodes.set(node, true)
  const alive = [...nodes.values()].filter(Boolean).length
  const majority = Math.floor(nodes.size / 2) + 1
  return alive < majority
    ? {
        zh: `服务器没有领导节点，也不到多数：${nodes.size} 个节点中 ${alive} 个在运行，至少要 ${majority} 个`,
        en: `the server has no leader and no majority: ${alive} of ${nodes.size} nodes ${alive === 1 ? 'is' : 'are'} up, and ${majority} are needed`,
      }
    : {
        zh: `服务器没有领导节点：${nodes.size} 个节点中 ${alive} 个在运行，可能正在选举`,
        en: `the server has no leader: ${alive} of ${nodes.size} nodes ${alive === 1 ? 'is' : 'are'} up, and may be choosing one`,
      }
}

const silentWords = (node: string): Words => ({
  zh: `领导节点 ${node} 没有答复`,
  en: `the leader, ${node}, does not answer`,
})

/** No node has answered: why the first has not, or one of which there is more to say than that it was silent. */
function nobody(asked: readonly Asked[]): Undiscovered {
  const errors = asked.flatMap(({ error }) => (error ? [error] : []))
  const told = errors.find((error) => !(error instanceof Silence)) ?? errors[0]
  const words = told instanceof Silence ? told.words : undefined
  return new Undiscovered(told?.message ?? 'no node answers', { isThere: false, words })
}
