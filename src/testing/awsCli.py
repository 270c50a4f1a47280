"""Runs the AWS CLI once for each line of its input, without loading it anew each time.

A line is {"args": [...], "env": {...}}; its answer is {"code": 0, "output": "..."}.
"""

import json
import os
import sys
import traceback

import awscli.clidriver
import awscli.handlers  # The commands' own code, which the CLI loads only when it runs.


def run(args, env):
    printed, output = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.environ.update(env)
        sys.argv = ["aws", *args]
        code = exit_code()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    os.close(output)
    with open(printed, encoding="utf-8", errors="replace") as everything:
        text = everything.read()
    _, status = os.waitpid(child, 0)
    return {"code": os.waitstatus_to_exitcode(status), "output": text}


def exit_code():
    try:
        return awscli.clidriver.main()
    except SystemExit as end:
        return end.code or 0
    except BaseException:
        traceback.print_exc()
        return 1


for line in sys.stdin:
    print(json.dumps(run(**json.loads(line))), flush=True)
