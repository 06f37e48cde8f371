/** Sonification of the loss: pitch by height, stereo position by place on the x axis. */

const LOWEST = 196; // Hz, at the bottom of the picture
const OCTAVES = 3; // from the bottom to the top
const LOUDNESS = 0.16;
const ATTACK_S = 0.012;
const DECAY_S = 0.06;

const clamped = (x: number) => (x > 0 ? Math.min(x, 1) : 0);

/** Return the pitch of a height between 0 and 1, in hertz: equal steps up are equal intervals. */
export const pitch = (height: number): number => LOWEST * 2 ** (OCTAVES * clamped(height));

export class Sound {
  #context: AudioContext | null = null;

  get isOn(): boolean {
    return this.#context !== null;
  }

  /**
   * Turn the sound on or off. Browsers allow it only during a user gesture.
   *
   * @throws Error if the browser has no Web Audio
   */
  toggle(): void {
    if (this.isOn) this.end();
    else this.#context = new AudioContext();
  }

  /** Play a short tone if the sound is on; `height` sets its pitch, `across` its stereo position, both 0 … 1. */
  playTone(height: number, across: number): void {
    if (this.#context === null) return;
    const now = this.#context.currentTime;
    const tone = new OscillatorNode(this.#context, {
      type: "triangle",
      frequency: pitch(height),
    });
    const loudness = new GainNode(this.#context, { gain: 0 });
    const side = new StereoPannerNode(this.#context, { pan: 2 * clamped(across) - 1 });
    tone.connect(loudness).connect(side).connect(this.#context.destination);
    loudness.gain.setTargetAtTime(LOUDNESS, now, ATTACK_S);
    loudness.gain.setTargetAtTime(0, now + 5 * ATTACK_S, DECAY_S);
    tone.start(now);
    tone.stop(now + 5 * ATTACK_S + 6 * DECAY_S);
  }

  end(): void {
    void this.#context?.close();
    this.#context = null;
  }
}
