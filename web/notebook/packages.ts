/** The packages that a learner would think of; their own needs are left unsaid. */
export const PACKAGES = ["NumPy", "Matplotlib", "gdlib"] as const;
