#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
    char *name = NULL;
    printf("copying\n");
    fflush(stdout);
    if (argc > 5)
        name = argv[1];
    strcpy(name, "abc");
    return 0;
}
