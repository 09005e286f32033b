"""The registry for programs: what its pages show a person, as typed JSON, under the same access and disclosure."""
