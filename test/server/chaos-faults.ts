import type { HostNode } from '../../sim/world/node.ts';
import type { World } from '../../sim/world/world.ts';
import type { Random } from '../../src/util/random.ts';

/** Breaks things at random, one after another, and mends them again. */
export class Faults {
  /** What happened, in order: a seed that fails is read from here. */
  readonly log: string[] = [];
  readonly #world: World;
  readonly #random: Random;
  readonly #wrongClock: number;
  #over = false;

  constructor(world: World, random: Random) {
    this.#world = world;
    this.#random = random;
    this.#wrongClock = random.between(1, 3);
    world.pulled = (receiver, source) => this.#pulled(receiver, source);
  }

  /** One fault, or the end of one. */
  strike(): void {
    const node = this.#world.node(this.#random.between(1, 3));
    const dead = this.#world.nodes.filter(({ alive }) => !alive);
    const dice = this.#random.between(0, 19);
    if (dice < 5) this.#mend(dead);
    else if (dice < 9) this.#stop(node, dead);
    else if (dice < 12) this.#cut(node);
    else if (dice < 14) this.#pause(node);
    else if (dice < 16) this.#slow(node);
    else if (dice < 18) this.#move(node);
    else if (dice === 18) this.#clock();
    else this.#blackout();
  }

  mendAll(): void {
    this.#over = true;
    this.#note('all mended');
    this.#world.heal();
    for (const node of this.#world.nodes) {
      node.diskMs = 0.4;
      node.hung = false;
      node.clock.resume();
      if (!node.alive) this.#start(node);
    }
  }

  #note(what: string): void {
    this.log.push(`${this.#world.time.now.toFixed(1)} ${what}`);
  }

  #mend(dead: readonly HostNode[]): void {
    for (const node of dead) if (this.#random.chance(2, 3)) this.#start(node);
    if (this.#random.chance(1, 2)) {
      this.#note('heal');
      this.#world.heal();
    }
    for (const node of this.#world.nodes) {
      if (this.#random.chance(1, 2)) {
        node.hung = false;
        node.diskMs = 0.4;
      }
    }
  }

  #start(node: HostNode): void {
    this.#note(`start n${node.member}`);
    node.start();
  }

  #stop(node: HostNode, dead: readonly HostNode[]): void {
    if (!node.alive || (dead.length > 0 && this.#random.chance(3, 4))) return;
    const how = this.#random.between(0, 2);
    this.#note(`${['kill', 'power', 'power, all kept'][how]} n${node.member}`);
    if (how === 0) node.kill();
    else node.losePower(() => how === 2 || this.#random.chance(1, 2));
    node.hung = false;
  }

  #blackout(): void {
    this.#note('power of all');
    for (const node of this.#world.nodes) {
      if (node.alive) node.losePower(() => this.#random.chance(1, 2));
      node.hung = false;
      this.#start(node);
    }
  }

  #cut(node: HostNode): void {
    const other = (node.member % 3) + 1;
    const how = this.#random.between(0, 3);
    if (how < 2) {
      this.#note(`isolate n${node.member}`);
      this.#world.isolate(node);
      return;
    }
    const [from, to] = how === 2 ? [node.member, other] : [other, node.member];
    this.#note(`cut n${from} > n${to}`);
    this.#world.cutOneWay(from, to);
  }

  #pause(node: HostNode): void {
    if (!node.alive) return;
    const ms = this.#random.between(20, 2_500);
    const { clock } = node;
    this.#note(`pause n${node.member} for ${ms}`);
    // A leader that was away, and does not hear of its successor when it goes on, is the one that answers stale reads.
    if (this.#random.chance(1, 2)) this.#world.isolate(node);
    clock.pause();
    this.#world.time.at(this.#world.time.now + ms, () => clock.resume());
  }

  #slow(node: HostNode): void {
    if (this.#random.chance(1, 3)) {
      this.#note(`hang n${node.member}`);
      node.hung = true;
    } else {
      node.diskMs = this.#random.between(5, 400);
      this.#note(`disk of n${node.member} takes ${node.diskMs}`);
    }
  }

  #move(node: HostNode): void {
    if (!node.alive) return;
    const to = this.#random.between(1, 3);
    this.#note(`n${node.member} moves its leaders to n${to}`);
    for (let group = 0; group <= this.#world.partitions; group++) {
      node.clock.run(() => node.host.moveLeader(group, to, () => {}));
    }
  }

  /** One clock of a world may be far off, always the same one; the others stay near each other. */
  #clock(): void {
    const wrong = this.#world.node(this.#wrongClock);
    const hours = this.#random.between(-1, 1);
    for (const node of this.#world.nodes) node.clock.wallOffsetMs = this.#random.between(-400, 400);
    wrong.clock.wallOffsetMs += hours * 3_600_000;
    this.#note(`clock of n${wrong.member} off by ${hours} h`);
  }

  /** A snapshot is being pulled: a moment at which little used to happen. */
  #pulled(receiver: number, source: number): void {
    this.#note(`n${receiver} pulls from n${source}`);
    if (!this.#random.chance(1, 3)) return;
    const victim = this.#world.node(this.#random.chance(1, 2) ? receiver : source);
    this.#world.time.at(this.#world.time.now + this.#random.between(0, 12), () => {
      if (!this.#over) this.#stop(victim, []);
    });
  }
}
