#include "base/file.h"
#include "cli/options.h"
#include "cli/version.h"

int main(int argc, char **argv)
{
    file_prepare_process();
    struct Options *options = options_parse(argc, argv);
    if (!options)
        return STATUS_USAGE;
    enum Status status = STATUS_BUILT;
    if (options->version)
        version_print(stdout);
    else if (options->help)
        options_help(options, stdout);
    else
        status = options_run(options);
    options_free(options);
    if (fflush(stdout) != 0 && status < STATUS_SYSTEM)
        status = STATUS_SYSTEM;
    return (int)status;
}
