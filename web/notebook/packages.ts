/** Packages whose loading is shown by name; their dependencies are not named. */
export const PACKAGES = ["NumPy", "Matplotlib", "gdlib"] as const;
