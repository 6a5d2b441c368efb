"""Packages of many documents: in this process, in several, or on a Dask cluster, through `concurrent.futures.Executor`."""
