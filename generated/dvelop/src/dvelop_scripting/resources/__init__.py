"""The resources of dvelop_scripting, one module each."""
